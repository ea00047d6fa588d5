import { sealJournal } from '../../db/reconcile.ts'
import { type ReconcileDeps, reconcile } from './reconcile.ts'
import type { Reconciling } from './report.ts'

export function createReconciling(deps: ReconcileDeps): Reconciling {
  return {
    reconcile: (input) => reconcile(deps, input),
    seal: async () => ({ chains: await sealJournal(deps.database.sql, deps.now()) }),
  }
}
