import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { type ScheduledRound, scheduledRounds } from '../domain/operation.ts'
import type { Engine } from '../engine/connection.ts'
import type { ReconcileInput } from '../engine/reconcile-report.ts'
import { formerFreezeScheduleId, roundScheduleIds, taskQueues } from '../temporal.config.ts'

// A round that takes longer than its interval is not overtaken by the next.
const overlap = ScheduleOverlapPolicy.SKIP
const common = { type: 'startWorkflow', taskQueue: taskQueues.operations } as const

const reconcile = (input: ReconcileInput) => ({ ...common, workflowType: 'reconcile', args: [input] })

const rounds: Record<ScheduledRound, Pick<ScheduleOptions, 'spec' | 'policies' | 'action'>> = {
  recent: {
    spec: { intervals: [{ every: '1 minute' }] },
    policies: { overlap, catchupWindow: '1 minute' },
    action: reconcile({ scope: 'recent' }),
  },
  all: {
    spec: { calendars: [{ hour: 1, minute: 30 }], timezone: 'Asia/Ho_Chi_Minh' },
    // An engine that was away at that hour makes up for it, and not by day.
    policies: { overlap, catchupWindow: '4 hours' },
    action: reconcile({ scope: 'all' }),
  },
  seal: {
    spec: { intervals: [{ every: '1 minute' }] },
    policies: { overlap, catchupWindow: '1 minute' },
    action: { ...common, workflowType: 'seal', args: [] },
  },
}

/** Makes the schedules of the rounds where they are missing, and removes that of a former one; those that exist stay as they are. Safe to repeat. */
export async function scheduleRounds(engine: Engine): Promise<void> {
  for (const kind of scheduledRounds) {
    try {
      await engine.client.schedule.create({ scheduleId: roundScheduleIds[kind], ...rounds[kind] })
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error
    }
  }
  try {
    await engine.client.schedule.getHandle(formerFreezeScheduleId).delete()
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
  }
}
