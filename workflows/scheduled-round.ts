import { patched } from '@temporalio/workflow'
import type { ReconcileInput, ReconcileReport } from '../engine/reconcile-report.ts'
import { minuteRound, nightlyRound } from './proxies.ts'

/** One round of the scheduled comparison, started by its schedule: compare and mend. */
export async function reconcile(input: ReconcileInput): Promise<ReconcileReport> {
  const report = await (input.scope === 'all' ? nightlyRound : minuteRound).reconcile(input)
  // Rounds begun before sealing had a schedule of its own.
  if (!patched('seal-apart')) await minuteRound.seal()
  return report
}
