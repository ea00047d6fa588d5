/** In a copy a reorganisation takes effect in minutes: what staff lists and loans say of its real instant has to come with it. */
import type { Enactment } from '../../reorganisations/enactment.ts'
import type { Database } from '../database.ts'
import { enactedRows } from '../reorganisations/rows/enacted-rows.ts'
import { staffSince, withoutStaff } from '../reorganisations/rows/staff-since.ts'
import type { Transaction } from '../statement.ts'
import { typedRows } from '../statement.ts'
import { referenceChange } from '../territory/reference-change.ts'

/** Mandates and accounts that begin at the real instant of a reorganisation or later, or end at it. */
export interface StaffAtInstant {
  /** The real instant, ms. */
  instant: number
  mandates: readonly Held[]
  accounts: readonly Held[]
}

/** Ms; null: without end. */
interface Held {
  key: string
  from: number | null
  until: number | null
}

/**
 * Read before an armed one is called off in the copy, since that empties what rests on units that begin. The reorganisation's own rows are left
 * out: arming writes them again.
 * @param instant the real one, ms
 */
export async function readStaffAtInstant(
  { sql }: Pick<Database, 'sql'>,
  { enactment, instant }: { enactment: Enactment; instant: number },
): Promise<StaffAtInstant> {
  const found = await typedRows(sql, 'rehearsal.staffAtInstant')`
    select 'mandate' as of, id as key, epoch_ms(lower(valid)) as from, epoch_ms(upper(valid)) as until from mandate
    where lower(valid) >= instant(${instant}) or upper(valid) = instant(${instant})
    union all select 'account', id, epoch_ms(lower(valid)), epoch_ms(upper(valid)) from account
    where lower(valid) >= instant(${instant}) or upper(valid) = instant(${instant})`
  const enacted = await mandatesEnacted(sql, enactment)
  const of = (table: string): readonly Held[] =>
    found.filter((row) => row.of === table).map(({ key, from, until }) => ({ key: key ?? '', from, until }))
  return {
    instant,
    mandates: of('mandate').filter(({ key }) => !enacted.has(key)),
    accounts: of('account'),
  }
}

async function mandatesEnacted(sql: Database['sql'], enactment: Enactment): Promise<ReadonlySet<string>> {
  if (enactment.status !== 'armed') return new Set()
  const rows = withoutStaff(await enactedRows(sql, enactment), await staffSince(sql, enactment.changes))
  return new Set(rows.mandate.map(({ row }) => row.id))
}

/**
 * Gives them the instant of the rehearsal where they have the real one; what begins later in earnest begins then here too. One that another
 * mandate of the same post would overlap, or that something else has changed since, stays as it is.
 * @param effectiveAt the instant of the rehearsal, ms
 */
export async function moveStaffToInstant(
  database: Pick<Database, 'sql'>,
  { instant, mandates, accounts }: StaffAtInstant,
  { effectiveAt, actorId, basis }: { effectiveAt: number; actorId: string; basis: string },
): Promise<void> {
  if (mandates.length + accounts.length === 0) return
  const as = (ms: number | null) => (ms === instant ? effectiveAt : ms)
  const moved = (held: readonly Held[]) =>
    JSON.stringify(held.map((one) => ({ ...one, begins: as(one.from), ends: as(one.until) })))
  const header = { kind: 'staff', actorId, basis, effectiveAt } as const
  await referenceChange(database, header, async (tx) => {
    // What becomes shorter first: two mandates of one post may touch, and never overlap.
    for (const shorter of [true, false]) {
      await moveMandates(tx, moved(mandates), shorter)
      await moveAccounts(tx, moved(accounts), shorter)
    }
  })
}

const asMoved = (tx: Transaction, moved: string) => tx`
  (select key, tstzrange(instant("from"), instant(until)) as was,
    case when ends <= begins then 'empty'::tstzrange else tstzrange(instant(begins), instant(ends)) end as becomes
  from jsonb_to_recordset(${moved}::text::jsonb) as r (key text, "from" float8, until float8, begins float8, ends float8))`

async function moveMandates(tx: Transaction, moved: string, shorter: boolean): Promise<void> {
  await tx`
    update mandate m set valid = x.becomes from ${asMoved(tx, moved)} x
    where m.id = x.key and m.valid <> x.becomes and (x.becomes <@ m.valid) = ${shorter} and (m.valid = x.was or isempty(m.valid))
      and not exists (
        select 1 from mandate o where o.id <> m.id and (o.officer_id, o.unit_id, o.role) = (m.officer_id, m.unit_id, m.role)
          and o.valid && x.becomes)`
}

async function moveAccounts(tx: Transaction, moved: string, shorter: boolean): Promise<void> {
  await tx`
    update account a set valid = x.becomes from ${asMoved(tx, moved)} x
    where a.id = x.key and a.valid <> x.becomes and (x.becomes <@ a.valid) = ${shorter} and a.valid = x.was
      and not exists (select 1 from account o where o.id <> a.id and o.subject = a.subject and o.valid && x.becomes)`
}
