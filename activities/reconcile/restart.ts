import { runHistory } from '../../db/engine/reconcile.ts'
import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import type { DossierInput } from '../../engine/messages.ts'
import { skippedSteps } from '../../procedures/grammar/plan/plan.ts'
import { replay } from '../../procedures/grammar/run/replay.ts'
import { taskQueues, workflowTypeOf } from '../../temporal.config.ts'
import type { ReconcileDeps } from './reconcile.ts'

/**
 * Starts the workflow of an open dossier, or of a correction under way, again where the engine no longer knows it (it was set back, or set
 * up anew). Its state follows from its plan and the writes in PostgreSQL; nothing is decided twice.
 */
export async function restart(deps: ReconcileDeps, run: Run): Promise<boolean> {
  const { database, engine } = deps
  const { dossierId, correction } = run
  const history = await runHistory(database.sql, run)
  if (history === null) return false
  const { plan, form, filedAt, fromRevision, writes } = history
  const skips = skippedSteps(plan, form)
  const retraced = replay({ plan, skips, fromRevision }, writes)
  if (retraced === null) return false
  const { state, timeline, planHash } = retraced
  const input: DossierInput = {
    ...{ dossierId, plan: retraced.plan, skips, filedAt, standing: { state, timeline } },
    ...(planHash === undefined ? {} : { planHash }),
    ...(correction === 0 ? {} : { correction: { number: correction, fromRevision } }),
  }
  await engine.client.workflow.start(workflowTypeOf(plan.procedure), {
    workflowId: dossierWorkflowId(dossierId, correction),
    taskQueue: taskQueues.dossiers,
    args: [input],
    staticSummary: plan.name,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  })
  await database.sql`
    insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
    values (${dossierId}, 'restarted', ${state.revision}, 'engine',
      ${JSON.stringify(correction === 0 ? {} : { correction })}::jsonb, instant(${deps.now()}))`
  return true
}
