import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { dossiersToStart, markStarted, type ToStart } from '../db/outbox.ts'
import { type Plan, skippedSteps } from '../procedures/grammar/plan.ts'
import { dossierWorkflowId, taskQueues, workflowTypeOf } from '../temporal.config.ts'
import type { DossierInput } from '../workflows/messages.ts'
import type { Engine } from './engine.ts'

/** Without it the client tries for twenty seconds, and everything else the relay carries waits behind it. */
const startTimeoutMs = 5_000

/**
 * Starts the workflows of these dossiers and marks them started. A dossier already started is left alone,
 * even when the engine has forgotten it: its end may long have passed retention.
 * @returns ids that could not be started now, with the class of the error.
 */
export async function startDossiers(
  deps: { database: Database; engine: Engine; now: () => number; crashPoint: (name: string) => void },
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>()
  const waiting = (await dossiersToStart(deps.database.sql, ids)).filter((dossier) => !dossier.started)
  await Promise.all(
    waiting.map(async (dossier) => {
      try {
        await start(deps.engine, dossier)
      } catch (error) {
        failed.set(dossier.dossierId, error instanceof Error ? error.name : 'unknown')
      }
    }),
  )
  if (waiting.length > 0) deps.crashPoint('after_start_before_mark')
  const done = ids.filter((id) => !failed.has(id))
  if (done.length > 0) await markStarted(deps.database.sql, done, deps.now())
  return failed
}

async function start(
  engine: Engine,
  { dossierId, procedureCode, plan, form, filedAt }: ToStart,
): Promise<void> {
  const pinned = readPlan(plan)
  const input: DossierInput = { dossierId, plan: pinned, skips: skippedSteps(pinned, form), filedAt }
  try {
    await engine.connection.withDeadline(Date.now() + startTimeoutMs, () =>
      engine.client.workflow.start(workflowTypeOf(procedureCode), {
        workflowId: dossierWorkflowId(dossierId),
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
