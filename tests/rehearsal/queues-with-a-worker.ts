import type { Connection } from '@temporalio/client'
import { taskQueues } from '../../temporal.config.ts'

/** Those of the system whose activities somebody asks for. What is sent to another waits there, and nothing says so. */
export async function queuesWithAWorker(
  { workflowService: service }: Connection,
  namespace: string,
): Promise<readonly string[]> {
  const activities = 2
  const found = await Promise.all(
    Object.values(taskQueues).map(async (name) => {
      const queue = { namespace, taskQueue: { name }, taskQueueType: activities }
      const { pollers } = await service.describeTaskQueue(queue)
      return (pollers ?? []).length > 0 ? [name] : []
    }),
  )
  return found.flat()
}
