/** The one way to start the workflow of a dossier or of a correction: from its rows. */
import type { WorkflowStartOptions } from '@temporalio/client'
import type { RunHistory } from '../db/engine/run-history.ts'
import { dossierWorkflowId } from '../domain/dossier/workflow-id.ts'
import { skippedSteps } from '../procedures/grammar/plan/plan.ts'
import type { DossierState } from '../procedures/grammar/run/event.ts'
import { replay } from '../procedures/grammar/run/replay.ts'
import { taskQueues, workflowTypeOf } from '../temporal.config.ts'
import type { DossierInput } from './messages.ts'

/**
 * A worker that caches fewer workflows than are open sometimes takes a task of one that it has forgotten and does nothing (SDK 1.24: 15 of 800
 * decisions just after their starts, with 50 cached). The engine gives it out again when this is over. By default that is 10 s, and a decision is
 * answered `notYetApplied` after 8. Its local activities end within two.
 */
const taskTime = { workflowTaskTimeout: 5_000 } as const

export interface RunStart {
  workflowType: string
  options: Pick<
    WorkflowStartOptions,
    'workflowId' | 'taskQueue' | 'workflowTaskTimeout' | 'staticSummary'
  > & {
    args: [DossierInput]
  }
  /** Where it is by its rows. */
  state: DossierState
}

/**
 * A first start, a restart after a loss and the start by a request are this function, so that no two of them can differ: the
 * workflow has the state that the writes in PostgreSQL give, and nothing is decided twice.
 * @returns null where the writes do not follow from each other: a person must look
 */
export function startOptionsOf(history: RunHistory): RunStart | null {
  const { dossierId, correction, form, filedAt, fromRevision, writes } = history
  const skips = skippedSteps(history.plan, form)
  const replayed = replay({ plan: history.plan, skips, fromRevision }, writes)
  if (replayed === null) return null
  const { plan, planHash, state, timeline } = replayed
  const input: DossierInput = {
    ...{ dossierId, plan, skips, filedAt, standing: { state, timeline } },
    ...(planHash === undefined ? {} : { planHash }),
    ...(correction === 0 ? {} : { correction: { number: correction, fromRevision } }),
  }
  return {
    workflowType: workflowTypeOf(plan.procedure),
    options: {
      workflowId: dossierWorkflowId(dossierId, correction),
      taskQueue: taskQueues.dossiers,
      ...taskTime,
      staticSummary: plan.name,
      args: [input],
    },
    state,
  }
}

/** For a run that may have been started already: what runs is left alone, and what has ended is never begun again. */
export const onceOnly = {
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'REJECT_DUPLICATE',
} as const
