import { WorkflowNotFoundError } from '@temporalio/client'
import type { Engine } from '../../engine/connection.ts'
import { stateQuery } from '../../engine/messages.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import { writeNames } from '../../procedures/grammar/run/write-name.ts'
import { dossierTypesQuery } from '../../temporal.config.ts'

/** Failed workflow tasks in a row from which on a person must look. */
export const wedgedFromAttempt = 4

/** A write tried this often (two minutes) is not waiting for PostgreSQL, which answers us meanwhile. */
export const hopelessFromAttempt = 30

const isWrite = (name: string | null | undefined): boolean => writeNames.some((known) => known === name)

/** Ids of running workflows of dossiers, as visibility has them: late by moments, so each find is confirmed. */
export async function runningWorkflowIds(engine: Engine): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const { workflowId } of engine.client.workflow.list({
    query: `${dossierTypesQuery} AND ExecutionStatus = 'Running'`,
  })) {
    ids.add(workflowId)
  }
  return ids
}

/** Ids of workflows whose tasks fail again and again. */
export async function troubledWorkflowIds(engine: Engine): Promise<readonly string[]> {
  const ids: string[] = []
  const query = `${dossierTypesQuery} AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`
  for await (const { workflowId } of engine.client.workflow.list({ query })) ids.push(workflowId)
  return ids
}

export type WorkflowStatus =
  | { is: 'running'; failing: boolean; runId: string }
  | { is: 'ended'; runId: string }
  | { is: 'unknown'; runId: null }

/** How a workflow stands, from the engine itself and not from visibility. */
export async function workflowStatusOf(engine: Engine, workflowId: string): Promise<WorkflowStatus> {
  try {
    const { status, raw, runId } = await engine.client.workflow.getHandle(workflowId).describe()
    if (status.name !== 'RUNNING') return { is: 'ended', runId }
    const task = (raw.pendingWorkflowTask?.attempt ?? 0) >= wedgedFromAttempt
    const write =
      raw.pendingActivities?.some(
        ({ attempt, activityType }) => (attempt ?? 0) >= hopelessFromAttempt && isWrite(activityType?.name),
      ) ?? false
    return { is: 'running', failing: task || write, runId }
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
