import { CITY_ID, newCommuneId, oldUnitId } from '../../domain/territory/territory-ids.ts'
import { unitEpochs } from '../../domain/territory/unit.ts'
import type { unit, unitSuccessor } from '../schema/territory.ts'
import { DEPARTMENTS_FROM, during, KNOWN_FROM, TWO_TIERS_FROM } from './periods.ts'
import type { MappingRow, NewCommuneRow, OldCommuneRow, ReferenceFiles } from './reference-files.ts'

type UnitRow = typeof unit.$inferInsert
type SuccessorRow = typeof unitSuccessor.$inferInsert

const RESOLUTION_1656 = 'Nghị quyết 1656/NQ-UBTVQH15'

const relations: Readonly<Record<string, string>> = {
  toan_bo: 'whole',
  mot_phan: 'part',
  mot_phan_dt: 'partLandOnly',
  mot_phan_dt_toan_bo_ds: 'partAllResidents',
  con_lai: 'remainder',
}

/**
 * The city, its departments, the 30 districts and 526 communes until 1 July 2025, the 126 communes since.
 * Epoch `hanoi` is for codes that no reform of territory touches.
 */
export function unitsOf(files: ReferenceFiles): UnitRow[] {
  const identifiers = identifiersOf(files)
  // Every identifier but the city's own was made here: Hà Nội's table of them (20/2020/QĐ-TTg) is not in the data.
  const assumed = true
  const row = (id: string, rest: Omit<UnitRow, 'id' | 'epoch' | 'code' | 'identifier'>): UnitRow => {
    const [list, code = ''] = id.split(':')
    const epoch = unitEpochs.find((known) => known === list)
    if (epoch === undefined)
      throw new Error(`Unit ${id} is of no list of codes; use ${unitEpochs.join(', ')}`)
    return { id, epoch, code, identifier: identifiers.get(id) ?? '', ...rest }
  }
  const city: UnitRow = row(CITY_ID, {
    name: 'Thành phố Hà Nội',
    type: 'thành phố',
    tier: 'city',
    parentId: null,
    valid: during(null, null),
    basis: 'Nghị quyết 15/2008/QH12',
    assumed: false,
  })
  const departments = files.departments.map(({ code, name, type, basis }) =>
    row(`hanoi:${code}`, {
      name,
      type,
      tier: 'department',
      parentId: CITY_ID,
      valid: during(DEPARTMENTS_FROM, null),
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
      valid: during(KNOWN_FROM, TWO_TIERS_FROM),
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
      valid: during(KNOWN_FROM, TWO_TIERS_FROM),
      basis: `Nghị quyết 1286/NQ-UBTVQH15; ${RESOLUTION_1656}`,
      assumed,
    }),
  )
  const newCommunes = files.newCommunes.map((commune) =>
    row(newCommuneId(commune.code), {
      name: fullName(commune),
      type: commune.type,
      tier: 'commune',
      parentId: CITY_ID,
      seat: commune.seat || null,
      seatDoubt: commune.seatDoubt || null,
      population: commune.population,
      lat: commune.lat,
      lon: commune.lon,
      valid: during(TWO_TIERS_FROM, null),
      basis: clauseBasis(commune),
      assumed,
    }),
  )
  return [city, ...departments, ...districts, ...oldCommunes, ...newCommunes]
}

/** What became of the territory of each commune and district, from when they ended. */
export function successorsOf(files: ReferenceFiles): SuccessorRow[] {
  const districtOf = new Map(files.oldCommunes.map(({ code, districtCode }) => [code, districtCode]))
  const ofDistricts = new Map<string, SuccessorRow>()
  const valid = during(TWO_TIERS_FROM, null)
  const ofCommunes = files.mapping.map((edge): SuccessorRow => {
    const successorId = newCommuneId(edge.newCode)
    const districtId = `old:${districtOf.get(edge.oldCode)}`
    const basis = clauseBasis(edge)
    ofDistricts.set(`${districtId} ${successorId}`, {
      unitId: districtId,
      successorId,
      relation: 'part',
      basis,
      valid,
    })
    return { unitId: oldUnitId(edge.oldCode), successorId, relation: relationOf(edge), basis, valid }
  })
  return [...ofCommunes, ...ofDistricts.values()]
}

export function clauseBasis({ clause }: { clause: string }): string {
  return `${RESOLUTION_1656}, Điều 1 khoản ${clause}`
}

function relationOf({ relation, oldCode }: MappingRow): string {
  const known = relations[relation]
  if (known === undefined) throw new Error(`mapping.csv gives ${oldCode} the unknown relation "${relation}"`)
  return known
}

/**
 * The agency part of dossier codes, in the form of 20/2020/QĐ-TTg and unlike for any two units: departments as
 * listed, a new commune by its clause (H26.101 to H26.226), districts and the communes in them by their order
 * (H26.301 to H26.330, H26.301.1 ...).
 */
function identifiersOf({
  departments,
  districts,
  oldCommunes,
  newCommunes,
}: ReferenceFiles): Map<string, string> {
  const identifiers = new Map([[CITY_ID, 'H26']])
  for (const { code, identifier } of departments) identifiers.set(`hanoi:${code}`, identifier)
  for (const { code, clause } of newCommunes)
    identifiers.set(newCommuneId(code), `H26.${100 + Number(clause)}`)
  for (const [index, { code }] of districts.entries()) identifiers.set(`old:${code}`, `H26.${301 + index}`)
  const seen = new Map<string, number>()
  for (const { code, districtCode } of oldCommunes) {
    const number = (seen.get(districtCode) ?? 0) + 1
    seen.set(districtCode, number)
    identifiers.set(oldUnitId(code), `${identifiers.get(`old:${districtCode}`)}.${number}`)
  }
  return identifiers
}

function fullName({ type, name }: Pick<OldCommuneRow | NewCommuneRow, 'type' | 'name'>): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`
}
