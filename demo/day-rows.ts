/** What the rows say of the day while it goes on; of what was taken over, nothing has to happen today. */
import type { Database } from '../db/database.ts'
import { lanes } from '../db/engine/outbox.ts'

/** For a second and a half no word has come of a transfer: executed or not, nobody here knows. */
export async function hasUnanswered({ sql }: Database): Promise<boolean> {
  const rows = await sql`
    select 1 from payment_order where state = 'INTENT' and intent_at < instant(${Date.now() - 1_500}) limit 1`
  return rows.length > 0
}

export async function allEnded({ sql }: Database, count: number): Promise<boolean> {
  const [row] = await sql<{ ended: number }[]>`
    select count(*)::int as ended from dossier where status = 'closed'
      and not exists (select 1 from import_row where import_row.dossier_id = dossier.id)`
  return row?.ended === count
}

export async function isQuiet({ sql }: Database): Promise<boolean> {
  const rows = await sql`
    select 1 from outbox where done_at is null and lane = ${lanes.today} union all
    select 1 from decision_request where acknowledged_at is null limit 1`
  return rows.length === 0
}
