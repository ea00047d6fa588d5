import { WorkflowNotFoundError } from '@temporalio/client'
import type { Engine } from './connection.ts'

/** Events of a workflow that is started and whose first task waits: it started, the task is scheduled. */
const eventsBefore = 2

/** Whether a worker has taken the first task of a workflow; also true of one that has ended or is forgotten, which waits for nothing. */
export async function firstTaskTaken(
  { client }: Pick<Engine, 'client'>,
  workflowId: string,
): Promise<boolean> {
  try {
    const { historyLength, status } = await client.workflow.getHandle(workflowId).describe()
    return historyLength > eventsBefore || status.name !== 'RUNNING'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return true
    throw error
  }
}
