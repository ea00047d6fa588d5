import {
  CITY_AREA_ID,
  CITY_ID,
  cellId,
  newCommuneId,
  oldUnitId,
  unplacedInNewId,
  unplacedInOldId,
} from '../../domain/territory/territory-ids.ts'
import type { area, jurisdiction } from '../schema/territory.ts'
import { during, KNOWN_FROM, startOfDay, TWO_TIERS_FROM } from './periods.ts'
import type { MappingRow, ReferenceFiles } from './reference-files.ts'
import { clauseBasis } from './units.ts'

type AreaRow = typeof area.$inferInsert
type JurisdictionRow = typeof jurisdiction.$inferInsert

const BEFORE = during(KNOWN_FROM, TWO_TIERS_FROM)
const SINCE = during(TWO_TIERS_FROM, null)
const SPLITS_AT = new Date(startOfDay(TWO_TIERS_FROM))

/**
 * Each cell (old commune × new commune), the unplaced area of each split old commune, and the unplaced area of
 * each new one: all are made of several cells, so the name of a new commune never tells the cell. It does tell
 * who is responsible since the cut-over, so that area begins with it and has no custodian.
 */
export function areasOf({ mapping, newCommunes }: ReferenceFiles): AreaRow[] {
  const always = during(KNOWN_FROM, null)
  const cells = mapping.map((edge): AreaRow => {
    const { oldCode, newCode, whole } = edge
    const parentId = whole ? null : unplacedInOldId(oldCode)
    const id = cellId(oldCode, newCode)
    return { id, kind: 'cell', parentId, splitsAt: null, valid: always, basis: clauseBasis(edge) }
  })
  const inOld = defaultsOfSplits(mapping).map((edge): AreaRow => {
    const id = unplacedInOldId(edge.oldCode)
    const basis = clauseBasis(edge)
    return { id, kind: 'unplaced', parentId: null, splitsAt: SPLITS_AT, valid: always, basis }
  })
  const inNew = newCommunes.map((commune): AreaRow => {
    const id = unplacedInNewId(commune.code)
    const basis = clauseBasis(commune)
    return { id, kind: 'unplaced', parentId: null, splitsAt: null, valid: SINCE, basis }
  })
  return [...cells, ...inOld, ...inNew, wholeCity(always)]
}

const CITY_BASIS = 'Luật Tổ chức chính quyền địa phương 72/2025/QH15'

const wholeCity = (valid: string): AreaRow => ({
  ...{ id: CITY_AREA_ID, kind: 'city', parentId: null, splitsAt: null, valid, basis: CITY_BASIS },
})

/** Who holds each area: for every instant of its validity one commune, and one district until there are none; the whole city, the city. */
export function jurisdictionOf({ mapping, oldCommunes, newCommunes }: ReferenceFiles): JurisdictionRow[] {
  const districtOf = new Map(oldCommunes.map(({ code, districtCode }) => [code, oldUnitId(districtCode)]))
  const heldBefore = (areaId: string, oldCode: string): JurisdictionRow[] => [
    holds(areaId, 'commune', oldUnitId(oldCode), BEFORE, 'Nghị quyết 1286/NQ-UBTVQH15'),
    holds(areaId, 'district', districtOf.get(oldCode) ?? '', BEFORE, 'Nghị quyết 1286/NQ-UBTVQH15'),
  ]
  const cells = mapping.flatMap((edge) => {
    const areaId = cellId(edge.oldCode, edge.newCode)
    const after = holds(areaId, 'commune', newCommuneId(edge.newCode), SINCE, clauseBasis(edge))
    return [...heldBefore(areaId, edge.oldCode), after]
  })
  const inOld = defaultsOfSplits(mapping).flatMap((edge) => {
    const areaId = unplacedInOldId(edge.oldCode)
    const basis = `Tạm giữ cho đến khi xác định địa bàn; ${clauseBasis(edge)}`
    const after = holds(areaId, 'commune', newCommuneId(edge.newCode), SINCE, basis)
    return [...heldBefore(areaId, edge.oldCode), { ...after, custodian: true, assumed: true }]
  })
  const inNew = newCommunes.map((commune) =>
    holds(unplacedInNewId(commune.code), 'commune', newCommuneId(commune.code), SINCE, clauseBasis(commune)),
  )
  const city = holds(CITY_AREA_ID, 'city', CITY_ID, during(KNOWN_FROM, null), CITY_BASIS)
  return [...cells, ...inOld, ...inNew, city]
}

function holds(
  areaId: string,
  tier: 'commune' | 'district' | 'city',
  unitId: string,
  valid: string,
  basis: string,
): JurisdictionRow {
  const id = `${areaId}/${tier}/${unitId}`
  return { id, areaId, tier, unitId, custodian: false, valid, basis, assumed: false }
}

/** For each split old commune the part preselected by the data; there is exactly one. */
function defaultsOfSplits(mapping: readonly MappingRow[]): MappingRow[] {
  return mapping.filter(({ whole, isDefault }) => !whole && isDefault)
}
