import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { handsOut } from '../territory/units/return-unit.ts'

/**
 * The units that a page, notice or list names to the citizens of the dossier `d`, as a subquery with `unit_id`, beside those of its tasks as they
 * lie: the one that hands out, and of each desk that it has left the one that has it where the dossier lies now, which is asked about a
 * supplement. A unit that is named may act: the citizen comes there.
 * @param d alias of a dossier, or of one on record, in scope
 * @param asOfMs ms
 */
export const namedUnits = (
  sql: Querying,
  d: string,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> => sql`
  select hands.unit_id from (${handsOut(sql, d, asOfMs)}) hands
  union all
  select has.unit_id from task closed
  cross join lateral (
    select closed.procedure_code, closed.field, closed.power, closed.tier, ${sql(`${d}.area_id`)}) here
  cross join lateral (${responsibleFor(sql, 'here', asOfMs)}) has
  where closed.dossier_id = ${sql(`${d}.id`)} and closed.holder = 'desk' and closed.area_id <> ${sql(`${d}.area_id`)}`
