import { sealJournal } from '../../db/engine/reconcile.ts'
import type { Reconciling } from '../../engine/reconcile-report.ts'
import { type ReconcileDeps, reconcile } from './reconcile.ts'

export function createReconciling(deps: ReconcileDeps): Reconciling {
  return {
    reconcile: (input) => reconcile(deps, input),
    seal: async () => ({ chains: await sealJournal(deps.database.sql, deps.now()) }),
  }
}
