/** The open work that a reorganisation would move, grouped in the database by classes: as many groups as they make, however much is open. */
import type postgres from 'postgres'
import type { ClaimGroup, TaskGroup, WaitingGroup } from '../../../reorganisations/preview/open-groups.ts'
import type { PreviewGrouping } from '../../../reorganisations/preview/preview.ts'
import { type TaskClass, type TaskClasses, unnamed } from '../../../reorganisations/preview/task-classes.ts'
import type { Querying } from '../../database.ts'
import { ofCitizens } from '../../dossier/of-citizens.ts'
import { typedRows } from '../../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Tasks open at desks, grouped. @param grouping `asOfMs`: by which due time is late */
export async function openTaskGroups(
  sql: Querying,
  classes: TaskClasses,
  { asOfMs, by }: { asOfMs: number; by: PreviewGrouping },
): Promise<readonly TaskGroup[]> {
  const procedureCode = by === 'unit' ? sql`null::text` : sql`t.procedure_code`
  const step = by === 'step' ? sql`t.step` : sql`null::text`
  // A dossier is counted at the first of its desks: the others are taken off again, as they are few.
  const rows = await typedRows(sql, 'reorganisations.openTasks')`
    select ${classColumns(sql, classes)}, ${procedureCode} as "procedureCode", ${step} as step,
      sum(tasks)::int as tasks, sum(late)::int as late, sum(dossiers)::int as dossiers
    from (
      select ${groupedColumns(sql)}, 1 as tasks, (due_at < instant(${asOfMs}))::int as late, 1 as dossiers from task where ${openAtDesk(sql, 'task')}
      union all
      select ${groupedColumns(sql)}, 0, 0, -1 from task where ${openAtDesk(sql, 'task')} and exists (
        select from task first where ${openAtDesk(sql, 'first')} and first.dossier_id = task.dossier_id and first.key < task.key)) t
    group by 1, 2, 3, 4, 5, 6, 7, 8`
  return rows.map(({ procedureCode, step, tasks, late, dossiers, ...of }) => ({
    ...{ class: of, like: classes.like(of), procedureCode, step, tasks, late, dossiers },
  }))
}

/** How many tasks of each procedure are of classes that have a number. */
export async function openByProcedure(
  sql: Querying,
  classes: TaskClasses,
  numbered: readonly { class: TaskClass; need: number }[],
): Promise<readonly { need: number; procedureCode: string; tasks: number }[]> {
  if (numbered.length === 0) return []
  const needs = Object.fromEntries(numbered.map(({ class: of, need }) => [classKey(of), need]))
  return await typedRows(sql, 'reorganisations.openByProcedure')`
    select need, "procedureCode", count(*)::int as tasks
    from (
      select (${JSON.stringify(needs)}::jsonb ->> (tier || ' ' || power || ' ' || role || ' ' || area || ' ' || procedure || ' ' || field))::int as need,
        "procedureCode"
      from (select ${classColumns(sql, classes)}, procedure_code as "procedureCode" from task t where ${openAtDesk(sql, 't')}) classed) numbered
    where need is not null group by 1, 2`
}

const classKey = ({ tier, power, role, area, procedure, field }: TaskClass): string =>
  [tier, power, role, area, procedure, field].join(' ')

const openAtDesk = (sql: Querying, of: string): Fragment =>
  sql`${sql(of)}.closed_at is null and ${sql(of)}.holder = 'desk' and ${ofCitizens(sql, of)}`

const groupedColumns = (sql: Querying): Fragment =>
  sql`area_id, procedure_code, field, power, tier, role, step`

/**
 * The class of each task `t`. Looked up and not joined: of a list that is given PostgreSQL has no statistics, and it sorts all tasks to
 * merge them with it.
 */
const classColumns = (sql: Querying, { areas, procedures, fields }: TaskClasses): Fragment => sql`
  coalesce((${JSON.stringify(areas)}::jsonb ->> (t.tier || ' ' || t.area_id))::int, ${unnamed}) as area,
  coalesce((${JSON.stringify(procedures)}::jsonb ->> (t.tier || ' ' || t.procedure_code))::int, ${unnamed}) as procedure,
  coalesce((${JSON.stringify(fields)}::jsonb ->> (t.tier || ' ' || t.role || ' ' || t.field))::int, ${unnamed}) as field, t.power, t.tier, t.role`

/** What officers have claimed. */
export async function openClaims(sql: Querying): Promise<readonly ClaimGroup[]> {
  return await typedRows(sql, 'reorganisations.openClaims')`
    select area_id as "areaId", tier, power, procedure_code as "procedureCode", field, t.role, claimed_by as "officerId",
      m.unit_id as "unitId", m.id as "mandateId", count(*)::int as tasks
    from task t join mandate m on m.id = t.claimed_under
    where ${openAtDesk(sql, 't')} and t.claimed_by is not null
    group by area_id, tier, power, procedure_code, field, t.role, claimed_by, m.id`
}

/** Open dossiers that are at no desk. */
export async function openWithoutDesk(sql: Querying): Promise<readonly WaitingGroup[]> {
  return await typedRows(sql, 'reorganisations.openWithoutDesk')`
    select d.procedure_code as "procedureCode",
      case when d.started_at is null then 'start' when exists (
        select 1 from task t where t.dossier_id = d.id and t.closed_at is null and t.holder = 'applicant') then 'applicant'
      else 'engine' end as "waitsFor",
      count(*)::int as dossiers
    from dossier d
    where d.status <> 'closed' and ${ofCitizens(sql, 'd')} and not exists (
      select 1 from task t where t.dossier_id = d.id and t.closed_at is null and t.holder = 'desk')
    group by 1, 2 order by 1, 2`
}
