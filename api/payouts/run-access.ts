import { type RunSheet, readRun } from '../../db/payouts/run-report.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Caller } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'

/** The internal procedure whose dossiers are payout runs. */
export const payoutRunProcedure = '0.000002'

/**
 * A payout run is judged as its dossier is.
 * @throws {DomainError} `notFound` where no run is named so; `forbidden` without access to its dossier
 */
export async function runFor(deps: RouteDeps, caller: Caller, idOrCode: string): Promise<RunSheet> {
  const run = await readRun(deps.database.sql, idOrCode, payoutRunProcedure)
  if (run === null) throw new DomainError('notFound')
  if ((await dossierAccessOf(deps, caller, run.id)) === null) throw new DomainError('forbidden')
  return run
}
