/** What a rehearsal shows, from the rows of its copy: what is wrong, what was asked and how long it took. */
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { deskCovers, desksAt } from '../territory/authority/desk.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { type FirstOf, firstOf } from './first-of.ts'

export interface TaskWithoutDesk {
  taskId: string
  /** Responsible then; null in a gap. */
  unitId: string | null
  role: string | null
}

/**
 * Tasks open at desks that nobody could open at an instant: no unit is responsible, or no mandate in it covers them.
 * @param at ms
 * @returns the first by id, and how many there are
 */
export async function tasksWithoutDesk(
  sql: Querying,
  { at, limit }: { at: number; limit: number },
): Promise<FirstOf<TaskWithoutDesk>> {
  const rows = await typedRows(sql, 'rehearsal.tasksWithoutDesk')`
    with matter as (
      select distinct area_id, tier, procedure_code, field, power, role from task where closed_at is null and holder = 'desk'),
    without as (
      select t.*, r.unit_id from matter t
      left join lateral (${responsibleFor(sql, 't', at)}) r on true
      where not exists (
        select 1 from (${desksAt(sql, sql`m.unit_id = r.unit_id`, at)}) desk where ${deskCovers(sql, 'desk', 't')}))
    select task.id as "taskId", without.unit_id as "unitId", task.role, (count(*) over ())::int as "inAll"
    from without join task using (area_id, tier, procedure_code, field, power, role)
    where closed_at is null and holder = 'desk' order by task.id limit ${limit}`
  return firstOf(rows)
}

/**
 * Runs of the list frozen for an instant that were open by the rows alone, or ran in the engine alone.
 * @param takenFor ms
 * @returns the first by dossier, and how many there are
 */
export async function halfListed(
  sql: Querying,
  { takenFor, limit }: { takenFor: number; limit: number },
): Promise<FirstOf<{ dossierId: string; correction: number; inRows: boolean }>> {
  const rows = await typedRows(sql, 'rehearsal.halfListed')`
    with run as (
      select run.* from frozen_run run join frozen_list list on list.id = run.list_id where list.taken_for = instant(${takenFor})),
    said as (
      select said.* from frozen_engine_run said join frozen_list list on list.id = said.list_id where list.taken_for = instant(${takenFor}))
    select dossier_id as "dossierId", correction, run.list_id is not null as "inRows", (count(*) over ())::int as "inAll"
    from run full join said using (list_id, dossier_id, correction)
    where run.list_id is null or not coalesce(said.ran, run.started, false) order by dossier_id, correction limit ${limit}`
  return firstOf(rows)
}

/** Alerts of the rehearsal's own rounds that nobody has cleared. @returns the oldest, and how many there are */
export async function openAlerts(
  sql: Querying,
  { limit }: { limit: number },
): Promise<FirstOf<{ kind: string; dossierId: string | null }>> {
  const rows = await typedRows(sql, 'rehearsal.openAlerts')`
    select kind, dossier_id as "dossierId", (count(*) over ())::int as "inAll" from alert
    where cleared_at is null order by id limit ${limit}`
  return firstOf(rows)
}

/** What was asked of dossiers in the rehearsal, and how it ended; a refusal by its code. @param since ms */
export async function requestsSince(
  sql: Querying,
  since: number,
): Promise<readonly { status: string; refusal: string | null; requests: number }[]> {
  return await typedRows(sql, 'rehearsal.requestsSince')`
    select status, refusal, count(*)::int as requests from decision_request
    where accepted_at >= instant(${since}) group by status, refusal order by status, refusal`
}

/**
 * How long officers waited for what they asked of dossiers in the rehearsal, by kind: from its acceptance until it was applied or refused,
 * so that time on the way to the API is not in it. What is neither yet is left out.
 * @param since ms
 */
export async function officersWaits(
  sql: Querying,
  since: number,
): Promise<readonly { kind: string; requests: number; p50Ms: number; p95Ms: number }[]> {
  return await typedRows(sql, 'rehearsal.officersWaits')`
    select kind, count(*)::int as requests, percentile_disc(0.5) within group (order by ms) as "p50Ms", percentile_disc(0.95) within group (order by ms) as "p95Ms"
    from (
      select kind, epoch_ms(settled_at) - epoch_ms(accepted_at) as ms from decision_request
      where accepted_at >= instant(${since}) and actor_role = 'officer' and settled_at is not null) settled
    group by kind order by kind`
}
