import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { markStarted } from '../db/engine/outbox.ts'
import { type RunHistory, runHistories } from '../db/engine/run-history.ts'
import { dossierWorkflowId, type Run } from '../domain/dossier/workflow-id.ts'
import { errorPlace } from '../domain/error-trace.ts'
import type { Engine } from '../engine/connection.ts'
import { onceOnly, startOptionsOf } from '../engine/start-run.ts'
import { type EngineWatch, withinCall } from './engine-watch.ts'

/**
 * Starts these workflows of dossiers and of corrections and marks them started. One already started, or ended, is left
 * alone, even when the engine has forgotten it: its end may long have passed retention.
 * @returns ids of workflows that could not be started now, with the class of the error and where it was thrown.
 */
export async function startDossiers(
  deps: {
    database: Database
    engine: Engine
    watch?: Pick<EngineWatch, 'failed'>
    now: () => number
    crashPoint: (name: string) => void
  },
  runs: readonly Run[],
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>()
  const histories = await runHistories(deps.database.sql, runs)
  const waiting = histories.filter(({ started, closed }) => !started && !closed)
  await Promise.all(
    waiting.map(async (history) => {
      const id = dossierWorkflowId(history.dossierId, history.correction)
      try {
        await start(deps.engine, history)
      } catch (error) {
        deps.watch?.failed(error)
        failed.set(id, errorPlace(error))
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

async function start(engine: Engine, history: RunHistory): Promise<void> {
  const from = startOptionsOf(history)
  if (from === null) throw new NotReplayable()
  try {
    await withinCall(engine, () =>
      engine.client.workflow.start(from.workflowType, { ...from.options, ...onceOnly }),
    )
  } catch (error) {
    // It ran and ended before its row was marked: started is what it is.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** What is recorded of the dossier does not follow from its plan. The message of the start keeps this name. */
class NotReplayable extends Error {
  override name = 'NotReplayable'
}
