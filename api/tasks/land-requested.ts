import type { KnownAt } from '../../db/territory/as-known.ts'
import { type Geography, type GeographyName, geographyOf } from '../../db/territory/geography.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Caller } from '../access/auth.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'

export interface LandRequested {
  unit?: string | undefined
  geography?: GeographyName | undefined
  geographyAt?: string | undefined
}

/**
 * The land whose figures are requested; null where they are requested by the unit responsible.
 * @param known as known at which it is divided, then where no other instant is named; null: as known now
 * @throws {DomainError} `invalidInput` for an instant without a geography; `forbidden`, `notFound` of the unit
 */
export async function landRequested(
  deps: RouteDeps,
  caller: Caller,
  { unit, geography: name, geographyAt }: LandRequested,
  known: KnownAt | null,
): Promise<{ unit: string | null; geography: Geography } | null> {
  if (name === undefined) {
    if (geographyAt !== undefined) throw wrongField('/querystring/geographyAt', 'needs `geography`')
    return null
  }
  const now = deps.now()
  const atMs = geographyAt === undefined ? (known?.atMs ?? now) : Date.parse(geographyAt)
  const supervised = await supervisedUnit(deps, caller, unit, { fromMs: 0, untilMs: Math.max(now, atMs) })
  const of = { unitId: supervised, name, atMs, known: known?.change ?? null }
  const geography = await geographyOf(deps.database.sql, of)
  if (geography === null) throw new DomainError('notFound')
  return { unit: supervised, geography }
}
