/** What a copy needs before its own processes may run: values under its own keys, and a start of each open run. */
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import type { Vault } from '../identity/identity-vault.ts'
import { resealAll } from '../identity/reseal.ts'
import { typedRows } from '../statement.ts'
import { type FirstOf, firstOf } from './first-of.ts'

/** Digits: an account or a number as a form takes it, of nobody, which the simulated bank pays to. */
const standIn = '001000001234'

/**
 * Puts stand-ins, sealed with the rehearsal's key, in place of every sealed value. The live keys are not needed for that and not there,
 * so nobody can open a live value by what a rehearsal has.
 * @returns how many rows
 */
export async function replaceSealedValues(
  database: Pick<Database, 'sql'>,
  vault: Vault,
  current: string,
): Promise<number> {
  const { places } = await resealAll(database, { ...vault, open: () => standIn }, { current })
  const left = places.filter((place) => place.left + place.unreadable.length > 0)
  if (left.length > 0) throw new Error(`live values are left in ${left.map(({ table }) => table).join(', ')}`)
  return places.reduce((sum, { resealed }) => sum + resealed, 0)
}

/**
 * Asks for the start of every open run, as if each had just been filed: the relay starts it from its rows (decision 25), and a decision
 * that comes before starts it at once.
 * @returns how many runs
 */
export async function requestStarts({ sql }: Pick<Database, 'sql'>, at: number): Promise<number> {
  return await transaction(sql, async (tx) => {
    await tx`update dossier set started_at = null where status <> 'closed'`
    await tx`update correction set started_at = null where ended_at is null`
    const [row] = await typedRows(tx, 'rehearsal.requestStarts')`
      with requested as (
        insert into outbox (topic, key, dossier_id, payload, lane, next_attempt_at)
        select 'startWorkflow', id::text, id, '{}'::jsonb, 0::smallint, instant(${at}) from dossier where status <> 'closed'
        union all
        select 'startWorkflow', dossier_id || '/correction-' || number, dossier_id, '{}'::jsonb, 0::smallint, instant(${at})
        from correction where ended_at is null
        returning 1)
      select count(*)::int as runs from requested`
    return row?.runs ?? 0
  })
}

/**
 * Starts that were not carried, with the class of the error of the last attempt.
 * @returns the first by key, and how many there are
 */
export async function startsLeft(
  sql: Querying,
  { limit }: { limit: number },
): Promise<FirstOf<{ key: string; error: string | null }>> {
  return firstOf(
    await typedRows(sql, 'rehearsal.startsLeft')`
      select key, last_error as error, (count(*) over ())::int as "inAll" from outbox
      where topic = 'startWorkflow' and done_at is null order by key limit ${limit}`,
  )
}
