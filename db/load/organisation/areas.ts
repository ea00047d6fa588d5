import {
  CITY_AREA_ID,
  CITY_ID,
  cellId,
  oldUnitId,
  unplacedInOldId,
} from '../../../domain/territory/territory-ids.ts'
import type { AreaRow, JurisdictionRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { KNOWN_FROM, spanBetween } from '../periods.ts'
import type { MappingRow, ReferenceFiles } from '../reference-files.ts'
import { clauseBasis } from './units.ts'

type Files = Pick<ReferenceFiles, 'mapping' | 'oldCommunes'>

const ALWAYS = spanBetween(KNOWN_FROM, null)
const CITY_BASIS = 'Luật Tổ chức chính quyền địa phương 72/2025/QH15'
const COMMUNE_BASIS = 'Nghị quyết 1286/NQ-UBTVQH15'

/**
 * Each cell: an old commune, or the part of one that was split later. The unplaced area of each of those is the whole of it, which
 * nobody has split yet.
 */
export function areasOf({ mapping }: Files): AreaRow[] {
  const row = (area: Pick<AreaRow, 'id' | 'kind' | 'parentId' | 'basis'>): AreaRow => ({
    ...area,
    ...{ splitsAt: null, valid: ALWAYS, assumed: false },
  })
  const cells = mapping.map((edge) => {
    const { oldCode, newCode, whole } = edge
    const parentId = whole ? null : unplacedInOldId(oldCode)
    return row({ id: cellId(oldCode, newCode), kind: 'cell', parentId, basis: clauseBasis(edge) })
  })
  const unplaced = defaultsOfSplits(mapping).map((edge) =>
    row({ id: unplacedInOldId(edge.oldCode), kind: 'unplaced', parentId: null, basis: clauseBasis(edge) }),
  )
  return [...cells, ...unplaced, row({ id: CITY_AREA_ID, kind: 'city', parentId: null, basis: CITY_BASIS })]
}

/** Who holds each area: one commune and one district; the whole city, the city. */
export function jurisdictionOf({ mapping, oldCommunes }: Files): JurisdictionRow[] {
  const districtOf = new Map(oldCommunes.map(({ code, districtCode }) => [code, oldUnitId(districtCode)]))
  const held = (areaId: string, oldCode: string): JurisdictionRow[] => [
    holds(areaId, 'commune', oldUnitId(oldCode), COMMUNE_BASIS),
    holds(areaId, 'district', districtOf.get(oldCode) ?? '', COMMUNE_BASIS),
  ]
  return [
    ...mapping.flatMap(({ oldCode, newCode }) => held(cellId(oldCode, newCode), oldCode)),
    ...defaultsOfSplits(mapping).flatMap(({ oldCode }) => held(unplacedInOldId(oldCode), oldCode)),
    holds(CITY_AREA_ID, 'city', CITY_ID, CITY_BASIS),
  ]
}

function holds(
  areaId: string,
  tier: 'commune' | 'district' | 'city',
  unitId: string,
  basis: string,
): JurisdictionRow {
  const id = `${areaId}/${tier}/${unitId}`
  return { id, areaId, tier, unitId, custodian: false, valid: ALWAYS, basis, assumed: false }
}

/** For each old commune that was split the part preselected by the data; there is exactly one. */
function defaultsOfSplits(mapping: readonly MappingRow[]): MappingRow[] {
  return mapping.filter(({ whole, isDefault }) => !whole && isDefault)
}
