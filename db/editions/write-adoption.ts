import type { DossierEvent, DossierEventOf } from '../../procedures/grammar/run/event.ts'
import type { Querying } from '../database.ts'
import { savePlan } from './save-plan.ts'

/** An event as it is kept: a plan by its hash alone (`wholeEvent` puts it back). */
export function keptEvent(event: DossierEvent): object {
  if (event.kind !== 'adoptEdition') return event
  const { plan: _, ...kept } = event
  return kept
}

/**
 * The dossier runs another plan from this revision on; tasks closed until then, and those that the write closes, stay steps
 * of the plan before, and the newer plan tells who may not decide those that stay. Called before the write is carried out, in its transaction.
 */
export async function takeEdition(
  tx: Querying,
  {
    dossierId,
    event,
    closes,
  }: { dossierId: string; event: DossierEventOf<'adoptEdition'>; closes: readonly string[] },
): Promise<void> {
  const { plan, planHash, policy, basis, revision, at } = event
  await savePlan(tx, { plan, planHash })
  await tx`
    with taken as (
      insert into adopted_edition (dossier_id, revision, from_plan_hash, plan_hash, policy, basis, adopted_at)
      select id, ${revision + 1}, plan_hash, ${planHash}, ${policy}, ${basis}, instant(${at}) from dossier where id = ${dossierId}),
    left_behind as (
      update task set plan_hash = dossier.plan_hash from dossier
      where dossier.id = ${dossierId} and task.dossier_id = dossier.id and correction = 0 and task.plan_hash is null
        and (closed_at is not null or key = any (${[...closes]}::text[]))),
    kept_open as (
      update task set not_by = null
      where dossier_id = ${dossierId} and correction = 0 and closed_at is null and not key = any (${[...closes]}::text[]))
    update dossier set plan_hash = ${planHash} where id = ${dossierId}`
}
