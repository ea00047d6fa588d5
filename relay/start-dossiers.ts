import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { markStarted, type ToStart, workflowsToStart } from '../db/engine/outbox.ts'
import { dossierWorkflowId, type Run } from '../domain/dossier/workflow-id.ts'
import type { Engine } from '../engine/connection.ts'
import type { DossierInput } from '../engine/messages.ts'
import { type Plan, skippedSteps } from '../procedures/grammar/plan/plan.ts'
import { taskQueues, workflowTypeOf } from '../temporal.config.ts'

/** Without it the client tries for twenty seconds, and everything else the relay carries waits behind it. */
const startTimeoutMs = 5_000

/**
 * Starts these workflows of dossiers and of corrections and marks them started. One already started is left alone,
 * even when the engine has forgotten it: its end may long have passed retention.
 * @returns ids of workflows that could not be started now, with the class of the error.
 */
export async function startDossiers(
  deps: { database: Database; engine: Engine; now: () => number; crashPoint: (name: string) => void },
  runs: readonly Run[],
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>()
  const waiting = (await workflowsToStart(deps.database.sql, runs)).filter(({ started }) => !started)
  await Promise.all(
    waiting.map(async (one) => {
      try {
        await start(deps.engine, one)
      } catch (error) {
        failed.set(one.workflowId, error instanceof Error ? error.name : 'unknown')
      }
    }),
  )
  if (waiting.length > 0) deps.crashPoint('after_start_before_mark')
  const done = runs.filter(
    ({ dossierId, correction }) => !failed.has(dossierWorkflowId(dossierId, correction)),
  )
  if (done.length > 0) await markStarted(deps.database.sql, done, deps.now())
  return failed
}

async function start(
  engine: Engine,
  { workflowId, dossierId, procedureCode, plan, form, filedAt, correction }: ToStart,
): Promise<void> {
  const pinned = readPlan(plan)
  const skips = skippedSteps(pinned, form)
  const input: DossierInput = {
    ...{ dossierId, plan: pinned, skips, filedAt },
    ...(correction === null ? {} : { correction }),
  }
  try {
    await engine.connection.withDeadline(Date.now() + startTimeoutMs, () =>
      engine.client.workflow.start(workflowTypeOf(procedureCode), {
        workflowId,
        taskQueue: taskQueues.dossiers,
        args: [input],
        staticSummary: pinned.name,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      }),
    )
  } catch (error) {
    // It ran and ended before its row was marked: started is what it is.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** Plans are written by this code alone, from checked definitions; a row that is none is a broken database. */
function readPlan(value: unknown): Plan {
  if (!isPlan(value))
    throw new TypeError('a row of plan holds no plan; restore it from the definition of its edition')
  return value
}

function isPlan(value: unknown): value is Plan {
  return (
    typeof value === 'object' &&
    value !== null &&
    'engineVersion' in value &&
    'steps' in value &&
    'first' in value
  )
}
