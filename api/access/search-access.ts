import { type SearchScope, unitsBelow, unitsScope } from '../../db/search/search-scope.ts'
import { unitsOf } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'
import { refuseEndedUnit } from './ended-unit.ts'
import { supervisedUnit } from './supervised-unit.ts'

/**
 * What a caller may find, as `dossierAccessOf` judges of one dossier: a service what it filed, an officer what concerns the
 * desks of the own mandates, a supervisor the own unit and below, an operator all.
 * @throws {DomainError} `unitEnded`; `forbidden` of a unit that the caller may not see
 */
export async function scopeOf(
  deps: ApiDeps,
  caller: Caller,
  { unit, asOfMs }: { unit: string | undefined; asOfMs: number },
): Promise<SearchScope> {
  const { sql } = deps.database
  const within = async (ids: readonly string[] | null, officerId: string | null = null) =>
    ids === null ? null : await unitsScope(sql, ids, asOfMs, officerId)
  switch (caller.role) {
    case 'service': {
      const units = unit === undefined ? null : await within(await unitsBelow(sql, unit, asOfMs))
      return { filedBy: caller.id, units }
    }
    case 'officer': {
      const wanted = unit ?? caller.unitId
      const own = (await unitsOf(sql, caller.id, asOfMs)).map(({ unitId }) => unitId)
      const ids = wanted === null ? own : own.filter((id) => id === wanted)
      if (ids.length === 0 || (caller.unitId !== null && caller.unitId !== wanted)) {
        await refuseEndedUnit(deps, caller.unitId ?? wanted, asOfMs)
        throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
      }
      return { filedBy: null, units: await within(ids, caller.id) }
    }
    case 'supervisor':
    case 'operator': {
      const root = await supervisedUnit(deps, caller, unit)
      return {
        filedBy: null,
        units: root === null ? null : await within(await unitsBelow(sql, root, asOfMs)),
      }
    }
  }
}
