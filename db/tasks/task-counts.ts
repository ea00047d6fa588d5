import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'
import { custodyAt, keptUnder } from '../territory/responsibility/custody.ts'
import { parentsAt } from '../territory/units/unit-parents.ts'
import { fallenDue, matterColumns } from './task-count.ts'

export const countGroups = ['unit', 'office', 'field', 'procedure', 'step', 'lateness'] as const
export type CountGroup = (typeof countGroups)[number]

export interface TaskCount {
  /** Id of a unit or office, name of a field, code of a procedure, `<procedure>/<step>`, `late` or `inTime`. */
  key: string
  /** Name of the unit or office; null where the key says it. */
  name: string | null
  tasks: number
  late: number
}

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * Tasks open at desks, exact at the instant: for the unit and all below it, or for everybody where no unit is named. A
 * custodian counts what it keeps. Who is responsible is resolved here, as the inbox does: competence first, then the
 * areas of the unit; areas play no part where competence names the unit itself.
 */
export async function countTasks(
  sql: Querying,
  query: { unitId: string | null; by: CountGroup; asOfMs: number },
): Promise<readonly TaskCount[]> {
  const { by, asOfMs } = query
  const unitId = query.unitId === null || (await isOverAll(sql, query.unitId, asOfMs)) ? null : query.unitId
  const resolved = unitId !== null || by === 'unit' || by === 'office'
  const group = groups[by](sql, asOfMs)
  return await typedRows(sql, 'tasks.countTasks')`
    with mark as materialized (select at from task_count_mark),
    fresh as materialized (${freshCounts(sql, asOfMs)}),
    counted as (${resolved ? countsOfUnits(sql, { unitId, by, asOfMs }) : countsOfAll(sql)}),
    c as (
      select ${group.columns}, sum(tasks) as tasks, coalesce(sum(tasks) filter (where late), 0) as overdue
      from counted group by ${group.columns})
    select ${group.key} as key, ${group.name} as name, sum(c.tasks)::int as tasks, sum(c.overdue)::int as late
    from c ${group.join}
    group by 1, 2 having sum(c.tasks) <> 0 order by 1`
}

/** What the totals do not hold yet: changes since they were folded, and tasks that fell due since the mark. */
export const freshCounts = (sql: Querying, asOfMs: number): Fragment => sql`
  select area_id, tier, procedure_code, field, power, role, step, late, sum(tasks) as tasks from (
    select ${matterColumns(sql, 'c')}, c.due_at < mark.at as late, c.tasks from task_change c, mark
    union all
    select ${matterColumns(sql, 'd')}, side.late, side.tasks
    from (${fallenDue(sql, sql`(select at from mark)`, sql`instant(${asOfMs})`)}) d,
      (values (true, 1), (false, -1)) as side (late, tasks)
    union all
    -- Asked by a clock behind the mark's: those are not late yet.
    select ${matterColumns(sql, 'e')}, side.late, side.tasks
    from (${fallenDue(sql, sql`instant(${asOfMs})`, sql`(select at from mark)`)}) e,
      (values (true, -1), (false, 1)) as side (late, tasks)) since
  group by area_id, tier, procedure_code, field, power, role, step, late having sum(tasks) <> 0`

const countsOfAll = (sql: Querying): Fragment => sql`
  select null::text as unit_id, procedure_code, field, role, step, late, tasks from task_count
  where area_id = '*' and ${ofCitizens(sql, 'task_count')}
  union all select null, procedure_code, field, role, step, late, tasks from fresh where ${ofCitizens(sql, 'fresh')}`

/** Whether every unit is the one requested or lies below it. */
async function isOverAll(sql: Querying, unitId: string, asOfMs: number): Promise<boolean> {
  const rows = await typedRows(sql, 'tasks.isOverAll')`
    select id from unit where id not in (select p.unit_id from (${parentsAt(sql, asOfMs)}) p) limit 2`
  return rows.length === 1 && rows[0]?.id === unitId
}

/** Counts with the unit responsible: of its areas, or over all areas where competence names the unit. */
function countsOfUnits(
  sql: Querying,
  { unitId, by, asOfMs }: { unitId: string | null; by: CountGroup; asOfMs: number },
): Fragment {
  // Where procedures do not matter, neither to who is responsible nor to the grouping, their sum is read.
  const summed =
    by === 'unit' || by === 'lateness'
      ? sql`reach.whole`
      : by === 'office'
        ? sql`(reach.whole and not exists (select 1 from shared_role))`
        : sql`false`
  const matches = sql`
    c.tier = reach.tier and c.power = any(reach.powers) and case reach.scope
      when 'procedure' then c.procedure_code = reach.subject when 'field' then c.field = reach.subject else true end
    and ${ofCitizens(sql, 'c')} and c.procedure_code <> all(reach.other_procedures) and c.field <> all(reach.other_fields)`
  return sql`
    with recursive within_unit (id) as (
      select unit.id from unit where ${unitId === null ? sql`true` : sql`unit.id = ${unitId}`}
      ${unitId === null ? sql`` : sql`union select p.unit_id from within_unit join (${parentsAt(sql, asOfMs)}) p on p.parent_id = within_unit.id`}),
    held as materialized (select * from competence where valid @> instant(${asOfMs})),
    -- Where two offices of a unit share a role, the field tells which of them does the task.
    shared_role as materialized (
      select 1 from within_unit join office o on o.unit_id = within_unit.id and o.valid @> instant(${asOfMs})
      join office other on other.unit_id = o.unit_id and other.id > o.id and other.roles && o.roles and other.valid @> instant(${asOfMs})
      limit 1),
    areas as materialized (
      select j.area_id, j.tier, within_unit.id as unit_id from within_unit cross join lateral (
        select area_id, tier, valid from jurisdiction where unit_id = within_unit.id offset 0) j
      where j.valid @> instant(${asOfMs})),
    rule as materialized (${custodyAt(sql, asOfMs)}),
    kept as materialized (${keptAreas(sql, asOfMs)}),
    reach as materialized (${reachOfAll(sql)}),
    moved as (${keptByField(sql, matches)})
    select areas.unit_id, c.procedure_code, c.field, c.role, c.step, c.late, c.tasks
    from reach join areas on areas.tier = reach.held_by cross join lateral (
      select * from task_count where area_id = areas.area_id and tier = reach.tier and procedure_code <> '*' offset 0) c
    where reach.unit_id is null and not ${summed} and ${matches}
    union all
    select areas.unit_id, null, null, c.role, null, c.late, c.tasks
    from reach join areas on areas.tier = reach.held_by cross join lateral (
      select * from task_count where area_id = areas.area_id and tier = reach.tier and procedure_code = '*' offset 0) c
    where reach.unit_id is null and ${summed} and c.power = any(reach.powers)
    union all
    select areas.unit_id, c.procedure_code, c.field, c.role, c.step, c.late, c.tasks
    from reach join areas on areas.tier = reach.held_by join fresh c on c.area_id = areas.area_id and ${matches}
    where reach.unit_id is null
    union all
    select unit_id, procedure_code, field, role, step, late, tasks from moved where unit_id in (select id from within_unit)
    union all
    select general_id, procedure_code, field, role, step, late, -tasks from moved where general_id in (select id from within_unit)
    union all
    select reach.unit_id, c.procedure_code, c.field, c.role, c.step, c.late, c.tasks
    from reach join within_unit on within_unit.id = reach.unit_id join task_count c on c.area_id = '*' and ${matches}
    union all
    select reach.unit_id, c.procedure_code, c.field, c.role, c.step, c.late, c.tasks
    from reach join within_unit on within_unit.id = reach.unit_id join fresh c on ${matches}`
}

/** The areas that are kept, with the general custodian: its own, or all where a requested unit keeps some field in them. */
const keptAreas = (sql: Querying, asOfMs: number): Fragment => sql`
  select j.area_id, j.tier, j.unit_id from jurisdiction j
  where j.custodian and j.valid @> instant(${asOfMs}) and (j.unit_id in (select id from within_unit)
    or exists (select 1 from rule where rule.unit_id in (select id from within_unit)))`

/** What is kept by field: it stands among the counts of the general custodian, from which it is taken. */
const keptByField = (sql: Querying, matches: Fragment): Fragment => {
  const counts = sql`kept.unit_id as general_id, rule.unit_id, c.procedure_code, c.field, c.role, c.step, c.late, c.tasks`
  return sql`
    select ${counts} from reach join kept on kept.tier = reach.held_by cross join (
      select coalesce(array_agg(subject) filter (where scope = 'field'), '{}') as fields,
        coalesce(array_agg(subject) filter (where scope = 'procedure'), '{}') as procedures
      from rule where unit_id in (select id from within_unit)
        or exists (select 1 from kept where kept.unit_id in (select id from within_unit))) subjects
    cross join lateral (
      select * from task_count where area_id = kept.area_id and tier = reach.tier and procedure_code <> '*'
        and (field = any(subjects.fields) or procedure_code = any(subjects.procedures)) offset 0) c
    join rule on ${keptUnder(sql, 'c')}
    where reach.unit_id is null and ${matches}
    union all
    select ${counts} from reach join kept on kept.tier = reach.held_by join fresh c on c.area_id = kept.area_id and ${matches}
    join rule on ${keptUnder(sql, 'c')}
    where reach.unit_id is null`
}

/** As in the inbox, for all requested units together: exactly one row reaches a task. */
const reachOfAll = (sql: Querying): Fragment => sql`
  select *, scope = 'all' and other_procedures = '{}' and other_fields = '{}' as whole from (
  select h.tier, h.held_by, h.unit_id, h.scope, h.subject, array_agg(h.power) as powers,
    case when h.scope = 'procedure' then '{}' else coalesce(n.procedures, '{}') end as other_procedures,
    case when h.scope = 'all' then coalesce(n.fields, '{}') else '{}' end as other_fields
  from held h
  left join (
    select power, tier, array_agg(subject order by subject) filter (where scope = 'procedure') as procedures,
      array_agg(subject order by subject) filter (where scope = 'field') as fields
    from held where scope <> 'all' group by power, tier) n on n.power = h.power and n.tier = h.tier
  where h.unit_id in (select id from within_unit) or h.unit_id is null and h.held_by in (select tier from areas union select tier from kept)
  group by h.tier, h.held_by, h.unit_id, h.scope, h.subject, 7, 8) reached`

interface Group {
  /** What is summed by before names are looked up. */
  columns: Fragment
  key: Fragment
  name: Fragment
  join: Fragment
}

const plain = (columns: readonly string[], key: (sql: Querying) => Fragment) => (sql: Querying) => ({
  columns: sql`${sql([...columns])}`,
  key: key(sql),
  name: sql`null::text`,
  join: sql``,
})

const groups: Readonly<Record<CountGroup, (sql: Querying, asOfMs: number) => Group>> = {
  unit: (sql) => ({
    columns: sql`unit_id`,
    key: sql`c.unit_id`,
    name: sql`unit.name`,
    join: sql`join unit on unit.id = c.unit_id`,
  }),
  // The office of the unit that does role and field; where none does the role, the unit itself.
  office: (sql, asOfMs) => ({
    columns: sql`unit_id, role, field`,
    key: sql`coalesce(office.id, c.unit_id)`,
    name: sql`coalesce(office.name, unit.name)`,
    join: sql`join unit on unit.id = c.unit_id
      left join lateral (
        select o.id, o.name from office o
        where o.unit_id = c.unit_id and c.role = any(o.roles) and o.valid @> instant(${asOfMs})
        order by coalesce(c.field = any(o.fields), o.fields is null) desc, o.fields is null, o.id limit 1) office on true`,
  }),
  field: plain(['field'], (sql) => sql`c.field`),
  procedure: plain(['procedure_code'], (sql) => sql`c.procedure_code`),
  step: plain(['procedure_code', 'step'], (sql) => sql`c.procedure_code || '/' || c.step`),
  lateness: plain(['late'], (sql) => sql`case when c.late then 'late' else 'inTime' end`),
}
