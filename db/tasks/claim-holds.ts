import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { deskCovers, desksAt } from '../territory/authority/desk.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * Whether the claim of a task in scope holds at an instant: its mandate is valid then, in the unit that is responsible then, and its desk
 * covers the task. So a claim lapses by dates alone, with the mandate, its office or fields, with the competence or with the area; nothing has to run for it. False of a task that nobody
 * claimed. The one place that judges a claim.
 *
 * A scalar, looked up for each row that is claimed: of `exists` the planner makes a table of all mandates, read through for every page.
 * @param of.task alias of the task
 * @param of.unit the unit responsible; `responsibleNow` where the statement has not looked it up
 */
export const claimHolds = (
  sql: Querying,
  { task, unit, asOfMs }: { task: string; unit: Fragment; asOfMs: number },
): Fragment => sql`
  coalesce((
    select desk.unit_id = ${unit} and ${deskCovers(sql, 'desk', task)}
    from (${desksAt(sql, sql`m.id = ${sql(`${task}.claimed_under`)}`, asOfMs)}) desk), false)`

/** The unit responsible for the task in scope, as a scalar; looked up only for a task that is claimed. */
export const responsibleNow = (sql: Querying, task: string, asOfMs: number): Fragment =>
  sql`(select r.unit_id from (${responsibleFor(sql, task, asOfMs)}) r)`
