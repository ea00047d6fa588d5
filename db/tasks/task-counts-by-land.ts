import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { asKnownAmong } from '../territory/as-known.ts'
import { areasOfLand, type Geography, landTables } from '../territory/geography.ts'
import { noCommune } from '../time/on-time-by-land.ts'
import { type CountGroup, freshCounts, type TaskCount } from './task-counts.ts'

/** Offices are of the units responsible, and not of the land. */
export const landGroups = [
  'unit',
  'field',
  'procedure',
  'step',
  'lateness',
] as const satisfies readonly CountGroup[]
export type LandGroup = (typeof landGroups)[number]

/** Tasks open at desks, exact at the instant, counted by where their dossiers lie and not by who is responsible. */
export async function countTasksByLand(
  sql: Querying,
  query: { geography: Geography; by: LandGroup; asOfMs: number },
): Promise<readonly TaskCount[]> {
  const { geography, by, asOfMs } = query
  return await typedRows(sql, 'tasks.countTasksByLand')`
    with ${asKnownAmong(sql, geography.known, landTables)}land as materialized (${areasOfLand(sql, geography)}),
    mark as materialized (select at from task_count_mark),
    fresh as materialized (${freshCounts(sql, asOfMs)}),
    c as (
      select area_id, procedure_code, field, step, late, tasks from task_count where area_id <> '*' and procedure_code <> '*'
      union all select area_id, procedure_code, field, step, late, tasks from fresh)
    select ${keys[by](sql)} as key, ${by === 'unit' ? sql`unit.name` : sql`null::text`} as name,
      sum(c.tasks)::int as tasks, coalesce(sum(c.tasks) filter (where c.late), 0)::int as late
    from c join land on land.area_id = c.area_id left join unit on unit.id = land.unit_id
    where ${ofCitizens(sql, 'c')} group by 1, 2 having sum(c.tasks) <> 0 order by 1`
}

const keys: Readonly<Record<LandGroup, (sql: Querying) => postgres.PendingQuery<postgres.Row[]>>> = {
  unit: (sql) => sql`coalesce(unit.id, ${noCommune})`,
  field: (sql) => sql`c.field`,
  procedure: (sql) => sql`c.procedure_code`,
  step: (sql) => sql`c.procedure_code || '/' || c.step`,
  lateness: (sql) => sql`case when c.late then 'late' else 'inTime' end`,
}
