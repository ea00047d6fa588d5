import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'
import type { Engine } from '../engine/connection.ts'
import { reconcileScheduleId, taskQueues } from '../temporal.config.ts'
import type { reconcile } from '../workflows/reconcile.ts'

/** Has the engine compare and mend once a minute; there is one schedule, whoever asks for it. */
export async function scheduleReconcile(engine: Engine): Promise<void> {
  try {
    await engine.client.schedule.create<typeof reconcile>({
      scheduleId: reconcileScheduleId,
      spec: { intervals: [{ every: '1 minute' }] },
      // A round that takes longer than a minute is not overtaken by the next.
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      action: {
        type: 'startWorkflow',
        workflowType: 'reconcile',
        taskQueue: taskQueues.operations,
        args: [{ scope: 'recent' }],
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  }
}
