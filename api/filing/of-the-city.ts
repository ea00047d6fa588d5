import { readUnit } from '../../db/territory/units/unit-search.ts'
import type { UnitTier } from '../../domain/territory/unit.ts'
import type { ApiDeps } from '../server/deps.ts'

const tiersOfTheCity: readonly UnitTier[] = ['city', 'department']

/** Whether the unit stands at the instant, ms, as the city or a department: where the government's own business is begun. */
export async function isOfTheCity({ database }: ApiDeps, unit: string, at: number): Promise<boolean> {
  const found = await readUnit(database.sql, unit, at)
  return found !== null && tiersOfTheCity.includes(found.tier)
}
