import { setTimeout as pause } from 'node:timers/promises'
import type { Engine } from '../engine/connection.ts'
import { inParallel } from './figure.ts'

/** Events of a workflow whose first task is done: it started; the task was scheduled, was taken, was completed. */
const eventsOfFirstTask = 4
const lookEveryMs = 20
const looksAtOnce = 50

/** Whether a worker has completed the first task of a workflow; one that failed is tried again and waits. */
export async function firstTaskDone(
  { client }: Pick<Engine, 'client'>,
  workflowId: string,
): Promise<boolean> {
  const { historyLength, raw } = await client.workflow.getHandle(workflowId).describe()
  return historyLength >= eventsOfFirstTask && (raw.pendingWorkflowTask ?? null) === null
}

/** Waits until all of them are done. Asks for the last one alone at first: looks at each would cost the server more than the starts. */
export async function untilAllDone(
  engine: Pick<Engine, 'client'>,
  workflowIds: readonly string[],
): Promise<void> {
  let left = [...workflowIds]
  while (left.length > 0) {
    const last = left.at(-1)
    if (last !== undefined && !(await firstTaskDone(engine, last))) {
      await pause(lookEveryMs)
      continue
    }
    const asked = left
    const waiting: string[] = []
    await inParallel(asked.length, looksAtOnce, async (n) => {
      const id = asked[n]
      if (id !== undefined && !(await firstTaskDone(engine, id))) waiting.push(id)
    })
    left = waiting
  }
}
