/** The open work that a reorganisation would move, grouped in the database, and read in parts of bounded size. */
import { tiers } from '../../domain/dossier/dossier.ts'
import type { Matter } from '../../domain/territory/matter.ts'
import type { ClaimGroup, TaskGroup, WaitingGroup } from '../../reorganisations/preview/open-groups.ts'
import type { PreviewGrouping } from '../../reorganisations/preview/preview.ts'
import { type Side, type TaskClasses, taskClasses } from '../../reorganisations/preview/task-classes.ts'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'

/** About so many tasks are grouped at once: the memory of a preview does not follow their number. */
const tasksAtOnce = 20_000

/** What is open at desks: how many tasks in each area, and the classes that these rows make of them. Read it within one snapshot. */
export interface OpenWork {
  areas: ReadonlyMap<string, number>
  classes: TaskClasses
}

/** @param sides the rows before a reorganisation and after it */
export async function openWork(sql: Querying, sides: readonly Side[]): Promise<OpenWork> {
  const areas = await typedRows(sql, 'reorganisations.openByArea')`
    select area_id as "areaId", count(*)::int as tasks from task where closed_at is null and holder = 'desk' and ${ofCitizens(sql, 'task')}
    group by area_id order by area_id`
  const subjects = await typedRows(sql, 'reorganisations.openSubjects')`
    select distinct procedure_code as "procedureCode", field, power, tier from task
    where closed_at is null and holder = 'desk' and ${ofCitizens(sql, 'task')} order by 1, 2, 3, 4`
  return {
    areas: new Map(areas.map(({ areaId, tasks }) => [areaId, tasks])),
    classes: taskClasses(sides, { areas: areas.map(({ areaId }) => areaId), subjects }),
  }
}

export interface Grouping {
  /** By which due time is late, ms. */
  asOfMs: number
  by: PreviewGrouping
  /** @defaultValue `tasksAtOnce` */
  atOnce?: number
}

/** Tasks open at desks, grouped, some areas at a time; all tasks of a dossier lie in its area. Read it within one snapshot. */
export async function* openTaskGroups(
  sql: Querying,
  { areas, classes }: OpenWork,
  { asOfMs, by, atOnce = tasksAtOnce }: Grouping,
): AsyncGenerator<readonly TaskGroup[]> {
  const procedureCode = by === 'unit' ? sql`null::text` : sql`procedure_code`
  const step = by === 'step' ? sql`step` : sql`null::text`
  for (const part of inParts(classes.areas, areas, atOnce)) {
    const rows = await typedRows(sql, 'reorganisations.openTasks')`
      with area_class as materialized (
        select id, class from unnest(${part.map(({ areaId }) => areaId)}::text[], ${part.map((area) => area.class)}::int[]) given (id, class)),
      subject_class as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(classes.subjects)}::jsonb)
          as given ("procedureCode" text, field text, power text, tier text, class int))
      select area_class.class as "areaClass", subject_class.class as "subjectClass", open.field, role, open.power, ${procedureCode} as "procedureCode",
        ${step} as step, coalesce(late, false) as late, count(*)::int as tasks, (count(*) filter (where is_first))::int as dossiers
      from (
        select area_id, tier, power, procedure_code, field, role, step, due_at < instant(${asOfMs}) as late,
          key = min(key) over (partition by dossier_id) as is_first
        from task where closed_at is null and holder = 'desk' and ${ofCitizens(sql, 'task')} and tier = any(${[...tiers]}::text[])
          and area_id = any(${part.map(({ areaId }) => areaId)}::text[])) open
      join area_class on area_class.id = open.area_id
      join subject_class on subject_class."procedureCode" = open.procedure_code and subject_class.field = open.field
        and subject_class.power = open.power and subject_class.tier = open.tier
      group by 1, 2, 3, 4, 5, 6, 7, 8`
    yield rows.map(({ areaClass, subjectClass, ...group }) => ({
      like: classes.like(areaClass, subjectClass),
      ...group,
    }))
  }
}

function inParts(
  ordered: TaskClasses['areas'],
  tasksOf: ReadonlyMap<string, number>,
  atOnce: number,
): readonly TaskClasses['areas'][] {
  const parts: TaskClasses['areas'][number][][] = []
  let room = 0
  for (const area of ordered) {
    const tasks = tasksOf.get(area.areaId) ?? 0
    if (tasks > room || parts.length === 0) {
      parts.push([])
      room = atOnce
    }
    parts.at(-1)?.push(area)
    room -= tasks
  }
  return parts
}

/** Of groups whose procedure was not asked, how many tasks each procedure has. */
export async function* openByProcedure(
  sql: Querying,
  work: OpenWork,
  { asOfMs, of }: { asOfMs: number; of: readonly TaskGroup[] },
): AsyncGenerator<readonly TaskGroup[]> {
  if (of.length === 0) return
  const wanted = new Set(of.map(groupKey))
  const { classes } = work
  const like = new Set(of.map((group) => group.like.areaId))
  const areas = classes.areas.filter((area) => like.has(classes.like(area.class, 0).areaId))
  const concerned = { ...work, classes: { ...classes, areas } }
  for await (const groups of openTaskGroups(sql, concerned, { asOfMs, by: 'procedure' })) {
    yield groups.filter((group) => wanted.has(groupKey(group)))
  }
}

const matterKey = ({ areaId, procedureCode, field, power, tier }: Matter): string =>
  `${areaId} ${procedureCode} ${field} ${power} ${tier}`
const groupKey = ({ like, field, role, power }: TaskGroup): string =>
  `${matterKey(like)} ${field} ${role} ${power}`

/** What officers have claimed. */
export async function openClaims(sql: Querying): Promise<readonly ClaimGroup[]> {
  return await typedRows(sql, 'reorganisations.openClaims')`
    select area_id as "areaId", tier, power, procedure_code as "procedureCode", field, t.role, claimed_by as "officerId",
      m.unit_id as "unitId", m.id as "mandateId", count(*)::int as tasks
    from task t join mandate m on m.id = t.claimed_under
    where t.closed_at is null and t.holder = 'desk' and t.claimed_by is not null and ${ofCitizens(sql, 't')}
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
