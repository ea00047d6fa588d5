import { type Geography, type GeographyName, geographyOf } from '../../db/territory/geography.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Caller } from '../access/auth.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { changeAt } from '../territory/known-at.ts'

export interface LandRequested {
  unit?: string | undefined
  geography?: GeographyName | undefined
  geographyAt?: string | undefined
  knownAt?: string | undefined
}

/**
 * The land whose figures are requested; null where they are requested by the unit responsible.
 * @throws {DomainError} `invalidInput` for an instant or change without a geography, or to come; `forbidden`, `notFound` of the unit
 */
export async function landRequested(
  deps: RouteDeps,
  caller: Caller,
  { unit, geography: name, geographyAt, knownAt }: LandRequested,
): Promise<{ unit: string | null; geography: Geography } | null> {
  if (name === undefined) {
    if (geographyAt !== undefined) throw wrongField('/querystring/geographyAt', 'needs `geography`')
    if (knownAt !== undefined) throw wrongField('/querystring/knownAt', 'needs `geography`')
    return null
  }
  const now = deps.now()
  const atMs = geographyAt === undefined ? now : Date.parse(geographyAt)
  const supervised = await supervisedUnit(deps, caller, unit, { fromMs: 0, untilMs: Math.max(now, atMs) })
  const known = await changeAt(deps.database, knownAt)
  const geography = await geographyOf(deps.database.sql, { unitId: supervised, name, atMs, known })
  if (geography === null) throw new DomainError('notFound')
  return { unit: supervised, geography }
}
