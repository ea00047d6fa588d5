/** The open work that a reorganisation would move, grouped in the database: the size of an answer follows the kinds of work. */
import type { OpenWork } from '../../reorganisations/preview/open-groups.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/**
 * Three statements, to be sent within one snapshot.
 * @param asOfMs by which due time is late
 */
export async function openWork(sql: Querying, asOfMs: number): Promise<OpenWork> {
  const tasks = await typedRows(sql, 'reorganisations.openTasks')`
    with open as materialized (
      select dossier_id, key, area_id, tier, power, procedure_code, field, role, step, due_at < instant(${asOfMs}) as late
      from task where closed_at is null and holder = 'desk'),
    first as (select dossier_id, min(key) as key from open group by dossier_id)
    select area_id as "areaId", tier, power, procedure_code as "procedureCode", field, role, step, coalesce(late, false) as late,
      count(*)::int as tasks, count(first.key)::int as dossiers
    from open left join first using (dossier_id, key)
    group by area_id, tier, power, procedure_code, field, role, step, 8`
  const claims = await typedRows(sql, 'reorganisations.openClaims')`
    select area_id as "areaId", tier, power, procedure_code as "procedureCode", field, t.role, claimed_by as "officerId",
      m.unit_id as "unitId", m.id as "mandateId", count(*)::int as tasks
    from task t join mandate m on m.id = t.claimed_under
    where t.closed_at is null and t.holder = 'desk' and t.claimed_by is not null
    group by area_id, tier, power, procedure_code, field, t.role, claimed_by, m.id`
  const waiting = await typedRows(sql, 'reorganisations.openWithoutDesk')`
    with elsewhere as (
      select dossier_id, bool_or(holder = 'desk') as at_desk, bool_or(holder = 'applicant') as at_applicant
      from task where closed_at is null group by dossier_id)
    select d.area_id as "areaId", d.procedure_code as "procedureCode",
      case when d.started_at is null then 'start' when e.at_applicant then 'applicant' else 'engine' end as "waitsFor",
      count(*)::int as dossiers
    from dossier d left join elsewhere e on e.dossier_id = d.id
    where d.status <> 'closed' and e.at_desk is not true
    group by 1, 2, 3`
  return { tasks, claims, waiting }
}
