/** Ends what is left of a workflow that PostgreSQL contradicts, and starts it again from its rows. */
import { WorkflowNotFoundError } from '@temporalio/client'
import { transaction } from '../db/connection/transaction.ts'
import type { Database } from '../db/database.ts'
import { lockDossier } from '../db/dossier/lock-dossier.ts'
import { journalRestart } from '../db/engine/restart.ts'
import { runHistory } from '../db/engine/run-history.ts'
import { dossierWorkflowId, type Run } from '../domain/dossier/workflow-id.ts'
import type { Engine } from './connection.ts'
import { startOptionsOf } from './start-run.ts'

/** Why a workflow is started again; it is in the journal. */
export type RestartReason = 'forgotten' | 'ended' | 'ahead'

/** Below the time-out of an idle transaction: the row of the dossier is locked meanwhile. */
const engineWithinMs = 4_000

/** What the engine knows of a workflow: the id of its latest run, and whether that runs. Null where it knows none. */
export async function latestRunOf(
  engine: Engine,
  workflowId: string,
): Promise<{ runId: string; running: boolean } | null> {
  try {
    const { runId, status } = await engine.client.workflow.getHandle(workflowId).describe()
    return { runId, running: status.name === 'RUNNING' }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}

/**
 * Starts an open run again from its rows. The row of its dossier is locked until it is done, so that no write comes between the
 * rows that were read and the start, and of two that start it again the second finds it done: `seen` is the run that was judged,
 * and where the engine has another by now nothing happens. What is started is never ahead of the journal.
 * @returns false where nothing was done: closed, started again by another, or rows that do not follow from each other
 */
export async function restartRun(
  { database, engine, now }: { database: Database; engine: Engine; now: () => number },
  run: Run,
  { why, seen }: { why: RestartReason; seen: string | null },
): Promise<boolean> {
  const workflowId = dossierWorkflowId(run.dossierId, run.correction)
  return await transaction(database.sql, async (tx) => {
    await lockDossier(tx, run.dossierId)
    const history = await runHistory(tx, run)
    if (history === null || history.closed) return false
    const from = startOptionsOf(history)
    if (from === null || from.state.revision > history.journalled) return false
    await journalRestart(tx, run, { why, revision: from.state.revision, at: now() })
    const begun = await engine.connection.withDeadline(Date.now() + engineWithinMs, async () => {
      if (((await latestRunOf(engine, workflowId))?.runId ?? null) !== seen) return false
      // Also one that completed is begun again: PostgreSQL was set back to before its end, and holds the row that says so.
      await engine.client.workflow.start(from.workflowType, {
        ...from.options,
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        workflowIdReusePolicy: why === 'ended' ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
      })
      return true
    })
    if (!begun) throw new NotBegun()
    return true
  }).catch((error: unknown) => {
    if (error instanceof NotBegun) return false
    throw error
  })
}

/** Takes the entry of the journal back. */
class NotBegun extends Error {}
