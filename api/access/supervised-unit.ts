import { supervises, unitStands } from '../../db/territory/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'

/**
 * The unit whose figures a caller may read, with all below it: the one requested, else that of the token; null is the
 * whole. A supervisor reads the own unit and below, an operator any: by the units of now, at any instant requested.
 * @param validAtMs instant at which the unit must exist. @defaultValue now
 * @throws {DomainError} `notFound` where no unit of this id exists then; `forbidden`
 */
export async function supervisedUnit(
  deps: ApiDeps,
  caller: Caller,
  asked: string | undefined,
  validAtMs: number = deps.now(),
): Promise<string | null> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  if (caller.role === 'supervisor' && caller.unitId === null) throw new DomainError('forbidden')
  const unitId = asked ?? caller.unitId
  if (unitId === null) return null
  if (!(await supervises(sql, { unitId, root: caller.unitId, asOfMs }))) throw new DomainError('forbidden')
  if (!(await unitStands(sql, unitId, validAtMs))) throw new DomainError('notFound')
  return unitId
}
