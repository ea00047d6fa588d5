import { readUnit } from '../../db/territory/units/unit-search.ts'
import type { UnitTier } from '../../domain/territory/unit.ts'
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
