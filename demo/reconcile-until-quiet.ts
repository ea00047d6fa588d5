import { setTimeout as pause } from 'node:timers/promises'
import { reconcile } from '../activities/reconcile/reconcile.ts'
import type { ReconcileDeps } from '../activities/reconcile/round.ts'
import { agrees, type ReconcileReport } from '../engine/reconcile-report.ts'

const betweenMs = 1_000

/** Compares everything, mends what differs, and compares again: until nothing differs, or the time is over. */
export async function reconcileUntilQuiet(
  deps: ReconcileDeps,
  withinMs: number,
): Promise<ReconcileReport & { rounds: number }> {
  const end = deps.now() + withinMs
  for (let rounds = 1; ; rounds += 1) {
    const report = await reconcile(deps, { scope: 'all' })
    if (agrees(report) || deps.now() > end) return { ...report, rounds }
    await pause(betweenMs)
  }
}
