/** Under which unit another stands, by date. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'

/**
 * Rows `unit_id`, `parent_id`: the parent of each unit at an instant; of a unit that has ended the last it had, of one that has not begun
 * the first it will have. `unit.parent_id` says only under which one a unit began.
 */
export const parentsAt = (sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> => sql`
  select p.unit_id, p.parent_id from unit_parent p
  where not isempty(p.valid) and not exists (
    select 1 from unit_parent other
    where other.unit_id = p.unit_id and other.id <> p.id and not isempty(other.valid)
      and case when ${begunBy(sql, 'other', asOfMs)} then not ${begunBy(sql, 'p', asOfMs)} or other.valid > p.valid
        else not ${begunBy(sql, 'p', asOfMs)} and other.valid < p.valid end)`

const begunBy = (sql: Querying, row: string, asOfMs: number): postgres.PendingQuery<postgres.Row[]> =>
  sql`coalesce(lower(${sql(`${row}.valid`)}) <= instant(${asOfMs}), true)`
