/** Who may see what was paid to a person. */
import { supervisesOrAfter, worksInOrAfter } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Caller } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'

/** Where money is accounted for: access to one of the units is enough, and to one of the runs too. */
export interface MoneyPlace {
  unitIds: readonly string[]
  /** Dossiers of payout runs. */
  runIds: readonly string[]
}

/**
 * An officer of the unit that it is accounted for, or of one that took its place; a supervisor over it; who has access to the dossier of the run that
 * paid it; an operator.
 * @returns whether the caller may read names: an officer
 * @throws {DomainError} `forbidden`
 */
export async function requireMoneyAccess(
  deps: RouteDeps,
  caller: Caller,
  { unitIds, runIds }: MoneyPlace,
): Promise<boolean> {
  const personal = caller.role === 'officer'
  if (caller.role === 'operator') return personal
  for (const unitId of new Set(unitIds)) if (await isOver(deps, caller, unitId)) return personal
  for (const runId of new Set(runIds)) {
    if ((await dossierAccessOf(deps, caller, runId)) !== null) return personal
  }
  throw new DomainError('forbidden')
}

async function isOver({ database, now }: RouteDeps, caller: Caller, unitId: string): Promise<boolean> {
  const by = { unitId, asOfMs: now() }
  if (caller.role === 'officer') {
    return await worksInOrAfter(database.sql, { ...by, officerId: caller.id, within: caller.unitId })
  }
  return caller.unitId !== null && (await supervisesOrAfter(database.sql, { ...by, root: caller.unitId }))
}
