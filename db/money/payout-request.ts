import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/**
 * The payout step whose desk requested the supplement that a dossier waits for; null where another step did, so that it
 * goes back before the signature.
 */
export async function payoutThatAsked(sql: Querying, dossierId: string): Promise<string | null> {
  const [asked] = await typedRows(sql, 'money.payoutThatAsked')`
    select step, kind, outcome from task
    where dossier_id = ${dossierId} and correction = 0 and holder = 'desk' and closed_at is not null
    order by closed_at desc, opened_at desc limit 1`
  return asked?.kind === 'payout' && asked.outcome === 'incomplete' ? asked.step : null
}
