/** What became of a unit, through every reform since: the one place that follows successors. */
import type postgres from 'postgres'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { type AsOf, instantOf } from '../responsibility/responsibility.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * The units that hold a unit's rights at an instant, as a subquery with `unit_id`: itself, and where it no longer stands each unit that
 * it became, however many reforms lie between. What stands passes nothing on, not even to a unit that has taken a part of it. It ends
 * on any data: a unit comes in once (`union`), and a circle of dates that overlap is refused (`unit_successor_no_circle`).
 * @param of.unit a value, or a column of another row in scope
 * @param of.asOf ms, or a column of another row in scope
 * @param of.field only through successors for this field; all where left out
 */
export const became = (
  sql: Querying,
  { unit, asOf, field }: { unit: Fragment; asOf: AsOf; field?: string },
): Fragment => sql`
  with recursive came (unit_id) as (
    select ${unit}::text
    union select s.successor_id from came join unit gone on gone.id = came.unit_id and not gone.valid @> ${instantOf(sql, asOf)}
    join unit_successor s on s.unit_id = came.unit_id and s.valid @> ${instantOf(sql, asOf)}
      ${field === undefined ? sql`` : sql`and (s.fields is null or ${field} = any(s.fields))`})
  select unit_id from came`

export interface SuccessorUnit {
  id: string
  name: string
}

/** A unit that has ended, with the units that stand in its place at an instant, by id. */
export interface EndedUnit {
  id: string
  name: string
  /** Instant in ms. */
  endedAt: number
  successors: readonly SuccessorUnit[]
}

/** Null where the unit stands, has not begun, or is none. */
export async function endedUnit(sql: Querying, unitId: string, asOfMs: number): Promise<EndedUnit | null> {
  const [row] = await typedRows(sql, 'territory.endedUnit')`${endedUnitRow(sql, unitId, asOfMs)}`
  return row ?? null
}

/** `endedUnit` as a statement of one row or none. */
export const endedUnitRow = (sql: Querying, unitId: string, asOfMs: number): Fragment => sql`
    select u.id, u.name, epoch_ms(upper(u.valid * tstzmultirange(tstzrange(null, instant(${asOfMs}))))) as "endedAt", coalesce((
      select jsonb_agg(jsonb_build_object('id', stands.id, 'name', stands.name) order by stands.id)
      from (${became(sql, { unit: sql`u.id`, asOf: asOfMs })}) b
      join unit stands on stands.id = b.unit_id and stands.valid @> instant(${asOfMs})), '[]') as successors
    from unit u where u.id = ${unitId} and not u.valid @> instant(${asOfMs}) and lower(u.valid) <= instant(${asOfMs})`
