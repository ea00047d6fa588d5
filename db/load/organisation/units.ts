import { CITY_ID, oldUnitId } from '../../../domain/territory/territory-ids.ts'
import type { UnitParentRow, UnitPlace, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'
import { DEPARTMENTS_FROM, KNOWN_FROM, spanBetween } from '../periods.ts'
import type { OldCommuneRow, ReferenceFiles } from '../reference-files.ts'

const RESOLUTION_1656 = 'Nghị quyết 1656/NQ-UBTVQH15'

type Files = Pick<ReferenceFiles, 'departments' | 'bodies' | 'districts' | 'oldCommunes'>

/** The city, its departments with their bodies, and the 30 districts with the 526 communes in them, as they stood before the two tiers. */
export function unitsOf(files: Files): UnitRow[] {
  const identifiers = identifiersOf(files)
  // Every identifier but the city's own was made here: Hà Nội's table of them (20/2020/QĐ-TTg) is not in the data.
  const assumed = true
  const row = (id: string, rest: Omit<UnitRow, 'id' | 'identifier' | keyof UnitPlace>): UnitRow => ({
    ...{ id, identifier: identifiers.get(id) ?? '', ...rest },
    ...{ seat: null, seatDoubt: null, population: null, lat: null, lon: null },
  })
  const city: UnitRow = row(CITY_ID, {
    name: 'Thành phố Hà Nội',
    type: 'thành phố',
    tier: 'city',
    parentId: null,
    valid: spanBetween(null, null),
    basis: 'Nghị quyết 15/2008/QH12',
    assumed: false,
  })
  const departments = files.departments.map(({ code, name, type, basis }) =>
    row(`hanoi:${code}`, {
      name,
      type,
      tier: 'department',
      parentId: CITY_ID,
      valid: spanBetween(DEPARTMENTS_FROM, null),
      basis,
      assumed,
    }),
  )
  const districts = files.districts.map((district) =>
    row(`old:${district.code}`, {
      name: fullName(district),
      type: district.type,
      tier: 'district',
      parentId: CITY_ID,
      valid: spanBetween(KNOWN_FROM, null),
      basis: 'Luật Tổ chức chính quyền địa phương 72/2025/QH15',
      assumed,
    }),
  )
  const oldCommunes = files.oldCommunes.map((commune) =>
    row(oldUnitId(commune.code), {
      name: fullName(commune),
      type: commune.type,
      tier: 'commune',
      parentId: `old:${commune.districtCode}`,
      valid: spanBetween(KNOWN_FROM, null),
      basis: `Nghị quyết 1286/NQ-UBTVQH15; ${RESOLUTION_1656}`,
      assumed,
    }),
  )
  return [city, ...departments, ...bodiesOf(files), ...districts, ...oldCommunes]
}

/** As long as the departments under which they begin: since when each is there is in no file. */
function bodiesOf({ bodies }: Pick<Files, 'bodies'>): UnitRow[] {
  return bodies.map(({ code, name, type, identifier, parentId, seat, seatDoubt, basis }) => ({
    ...{ id: `body:${code}`, name, type, tier: 'body', parentId, identifier, seat },
    ...{ seatDoubt: seatDoubt === '' ? null : seatDoubt, population: null, lat: null, lon: null },
    ...{ valid: spanBetween(DEPARTMENTS_FROM, null), basis, assumed: true },
  }))
}

/** Each is under the unit under which it begins. */
export function parentsOf(units: readonly UnitRow[]): UnitParentRow[] {
  return units.flatMap(({ id, parentId, valid, basis, assumed }) =>
    parentId === null ? [] : [{ id: `${id}>${parentId}`, unitId: id, parentId, valid, basis, assumed }],
  )
}

export function clauseBasis({ clause }: { clause: string }): string {
  return `${RESOLUTION_1656}, Điều 1 khoản ${clause}`
}

/**
 * The agency part of dossier codes, in the form of 20/2020/QĐ-TTg and unlike for any two units: departments as
 * listed, districts and the communes in them by their order
 * (H26.301 to H26.330, H26.301.1 ...).
 */
function identifiersOf({ departments, districts, oldCommunes }: Omit<Files, 'bodies'>): Map<string, string> {
  const identifiers = new Map([[CITY_ID, 'H26']])
  for (const { code, identifier } of departments) identifiers.set(`hanoi:${code}`, identifier)
  for (const [index, { code }] of districts.entries()) identifiers.set(`old:${code}`, `H26.${301 + index}`)
  const seen = new Map<string, number>()
  for (const { code, districtCode } of oldCommunes) {
    const number = (seen.get(districtCode) ?? 0) + 1
    seen.set(districtCode, number)
    identifiers.set(oldUnitId(code), `${identifiers.get(`old:${districtCode}`)}.${number}`)
  }
  return identifiers
}

function fullName({ type, name }: Pick<OldCommuneRow, 'type' | 'name'>): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`
}
