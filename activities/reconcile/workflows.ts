import { WorkflowNotFoundError } from '@temporalio/client'
import { type Run, runOf } from '../../domain/dossier/workflow-id.ts'
import type { Engine } from '../../engine/connection.ts'
import { stateQuery } from '../../engine/messages.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import { writeNames } from '../../procedures/grammar/run/write-name.ts'
import { dossierTypesQuery } from '../../temporal.config.ts'

/** Failed workflow tasks in a row from which on a run is wedged. */
export const wedgedFromAttempt = 4

/** A write tried this often (two minutes) is not waiting for PostgreSQL, which answers us meanwhile. */
export const hopelessFromAttempt = 30

const isWrite = (name: string | null | undefined): boolean => writeNames.some((known) => known === name)

/** As many as the server gives at once. */
const pageSize = 1_000

/**
 * Runs of dossiers and corrections whose workflow runs, as visibility has them, by pages: late by moments, so each find is confirmed.
 * @param startedSince instant in ms; null for all that run
 */
export async function* runningRuns(
  engine: Engine,
  startedSince: number | null,
): AsyncGenerator<readonly Run[]> {
  const lately = startedSince === null ? '' : ` AND StartTime > '${new Date(startedSince).toISOString()}'`
  const query = `${dossierTypesQuery} AND ExecutionStatus = 'Running'${lately}`
  let page: Run[] = []
  for await (const { workflowId } of engine.client.workflow.list({ query, pageSize })) {
    const run = runOf(workflowId)
    if (run !== null) page.push(run)
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  yield page
}

/** All of them at once. */
export async function allRunningRuns(engine: Engine): Promise<readonly Run[]> {
  const running: Run[] = []
  for await (const page of runningRuns(engine, null)) running.push(...page)
  return running
}

/** Ids of workflows whose tasks fail again and again. */
export async function troubledWorkflowIds(engine: Engine): Promise<readonly string[]> {
  const ids: string[] = []
  const query = `${dossierTypesQuery} AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`
  for await (const { workflowId } of engine.client.workflow.list({ query })) ids.push(workflowId)
  return ids
}

export type WorkflowStatus =
  | { is: 'running'; failing: 'task' | 'write' | null; runId: string }
  | { is: 'ended'; runId: string }
  | { is: 'unknown'; runId: null }

/** The status of a workflow, from the engine itself and not from visibility. */
export async function workflowStatusOf(engine: Engine, workflowId: string): Promise<WorkflowStatus> {
  try {
    const { status, raw, runId } = await engine.client.workflow.getHandle(workflowId).describe()
    if (status.name !== 'RUNNING') return { is: 'ended', runId }
    const task = (raw.pendingWorkflowTask?.attempt ?? 0) >= wedgedFromAttempt
    const write =
      raw.pendingActivities?.some(
        ({ attempt, activityType }) => (attempt ?? 0) >= hopelessFromAttempt && isWrite(activityType?.name),
      ) ?? false
    return { is: 'running', failing: task ? 'task' : write ? 'write' : null, runId }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { is: 'unknown', runId: null }
    throw error
  }
}

/** What the workflow itself says; null when it cannot answer (wedged, or no worker). */
export async function stateOf(
  engine: Engine,
  workflowId: string,
  withinMs: number,
): Promise<DossierState | null> {
  try {
    return await engine.connection.withDeadline(Date.now() + withinMs, () =>
      engine.client.workflow.getHandle(workflowId).query(stateQuery),
    )
  } catch {
    return null
  }
}
