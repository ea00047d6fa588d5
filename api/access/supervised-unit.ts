import { supervisesOrAfter, unitStood } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'
import { refuseEndedUnit } from './ended-unit.ts'

/**
 * The unit whose figures a caller may read, with all below it: the one requested, else that of the token; null is the
 * whole. A supervisor reads the own unit, what it came from, and below; an operator any: by the units of now, at any instant requested.
 * @param stood the time of which one instant at least the unit must have existed in. @defaultValue now
 * @throws {DomainError} `unitEnded` before that time, `notFound` where no unit of this id existed then; `forbidden`
 */
export async function supervisedUnit(
  deps: ApiDeps,
  caller: Caller,
  asked: string | undefined,
  stood: { fromMs: number; untilMs: number } = { fromMs: deps.now(), untilMs: deps.now() },
): Promise<string | null> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  if (caller.role === 'supervisor' && caller.unitId === null) throw new DomainError('forbidden')
  const unitId = asked ?? caller.unitId
  if (unitId === null) return null
  if (!(await supervisesOrAfter(sql, { unitId, root: caller.unitId, asOfMs })))
    throw new DomainError('forbidden')
  if (!(await unitStood(sql, unitId, stood))) {
    await refuseEndedUnit(deps, unitId, stood.fromMs)
    throw new DomainError('notFound')
  }
  return unitId
}
