import { Context } from '@temporalio/activity'
import { freezeWhenDue } from '../../db/certificate/freeze-when-due.ts'
import { recordRound } from '../../db/engine/last-round.ts'
import { sealJournal } from '../../db/engine/seal-journal.ts'
import type { Reconciling } from '../../engine/reconcile-report.ts'
import { reconcile } from './reconcile.ts'
import type { ReconcileDeps } from './round.ts'

/** A sixth of the heartbeat's time-out. */
const heartbeatEveryMs = 10_000

export function createReconciling(deps: Omit<ReconcileDeps, 'progress'>): Reconciling {
  return {
    reconcile: (input) => heartbeating((progress) => reconcile({ ...deps, progress }, input)),
    seal: () => heartbeating(() => sealRound(deps)),
    // For the schedule of a build from before the relay froze the lists.
    freeze: () => heartbeating(async () => ({ lists: await freezeWhenDue(deps.database) })),
  }
}

async function sealRound({ database, now }: ReconcileDeps): Promise<{ chains: number }> {
  const beganAt = now()
  const chains = await sealJournal(database.sql, beganAt)
  await recordRound(database.sql, { kind: 'seal', beganAt, endedAt: now(), items: chains, differences: 0 })
  return { chains }
}

/** Heartbeats by a clock, because one statement or page may take long; stops between groups where it was cancelled. */
async function heartbeating<T>(work: (progress: () => void) => Promise<T>): Promise<T> {
  const context = Context.current()
  const beat = setInterval(() => context.heartbeat(), heartbeatEveryMs)
  try {
    return await work(() => context.cancellationSignal.throwIfAborted())
  } finally {
    clearInterval(beat)
  }
}
