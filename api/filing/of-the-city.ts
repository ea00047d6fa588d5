import { unitsOf } from '../../db/territory/units/unit-lookup.ts'
import { readUnit } from '../../db/territory/units/unit-search.ts'
import { DomainError } from '../../domain/errors.ts'
import type { UnitTier } from '../../domain/territory/unit.ts'
import type { Caller } from '../access/auth.ts'
import type { ApiDeps } from '../server/deps.ts'

const tiersOfTheCity: readonly UnitTier[] = ['city', 'department']

/** Whether the unit is the city or a department then (instant in ms): there internal dossiers are begun. */
export async function isOfTheCity(
  { database }: Pick<ApiDeps, 'database'>,
  unit: string,
  at: number,
): Promise<boolean> {
  const found = await readUnit(database.sql, unit, at)
  return found !== null && tiersOfTheCity.includes(found.tier)
}

/**
 * An operator passes; an officer needs a mandate today in the city or a department.
 * @throws {DomainError} `forbidden`
 */
export async function requireCityOfficer(
  deps: Pick<ApiDeps, 'database' | 'now'>,
  { id, role, unitId: within }: Caller,
): Promise<void> {
  if (role === 'operator') return
  const at = deps.now()
  for (const { unitId } of await unitsOf(deps.database.sql, id, at)) {
    if ((within === null || within === unitId) && (await isOfTheCity(deps, unitId, at))) return
  }
  throw new DomainError('forbidden', {
    hint: 'It is for officers with a mandate in the city or a department today.',
  })
}
