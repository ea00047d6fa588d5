/** The open work that a reorganisation would move, grouped in the database, and read in parts of bounded size. */
import { tiers } from '../../domain/dossier/dossier.ts'
import type { ClaimGroup, TaskGroup, WaitingGroup } from '../../reorganisations/preview/open-groups.ts'
import type { Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'

/** About so many tasks are grouped at once: the memory of a preview does not follow their number. */
const tasksAtOnce = 10_000

/**
 * Tasks open at desks, grouped, some areas at a time; all tasks of a dossier lie in its area. Read it within one snapshot.
 * @param asOfMs by which due time is late
 */
export async function* openTaskGroups(
  sql: Querying,
  asOfMs: number,
  atOnce: number = tasksAtOnce,
): AsyncGenerator<readonly TaskGroup[]> {
  const areas = await typedRows(sql, 'reorganisations.openByArea')`
    select area_id as "areaId", count(*)::int as tasks from task where closed_at is null and holder = 'desk' and ${ofCitizens(sql, 'task')}
    group by area_id order by area_id`
  for (const part of inParts(areas, atOnce)) {
    yield await typedRows(sql, 'reorganisations.openTasks')`
      select area_id as "areaId", tier, power, procedure_code as "procedureCode", field, role, step, coalesce(late, false) as late,
        count(*)::int as tasks, (count(*) filter (where is_first))::int as dossiers
      from (
        select area_id, tier, power, procedure_code, field, role, step, due_at < instant(${asOfMs}) as late,
          key = min(key) over (partition by dossier_id) as is_first
        from task where closed_at is null and holder = 'desk' and ${ofCitizens(sql, 'task')} and tier = any(${[...tiers]}::text[]) and area_id = any(${part}::text[])) open
      group by area_id, tier, power, procedure_code, field, role, step, 8`
  }
}

function inParts(areas: readonly { areaId: string; tasks: number }[], atOnce: number): readonly string[][] {
  const parts: string[][] = []
  let room = 0
  for (const { areaId, tasks } of areas) {
    if (tasks > room || parts.length === 0) {
      parts.push([])
      room = atOnce
    }
    parts.at(-1)?.push(areaId)
    room -= tasks
  }
  return parts
}

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
