import type { ReconcileInput, ReconcileReport } from '../engine/reconcile-report.ts'
import { standingWork } from './proxies.ts'

/** One round of the standing comparison, started by the schedule: compare, mend, then seal the journal. */
export async function reconcile(input: ReconcileInput): Promise<ReconcileReport> {
  const report = await standingWork.reconcile(input)
  await standingWork.seal()
  return report
}
