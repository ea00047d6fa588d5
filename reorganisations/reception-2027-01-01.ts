import { holdsAt } from '../domain/territory/span.ts'
import { newCommuneId } from '../domain/territory/territory-ids.ts'
import type { Annex } from './annex.ts'
import type { ReferenceRows } from './grammar/reference-rows.ts'
import { type Change, reorganisation } from './grammar/reorganisation.ts'

const EFFECTIVE = '2027-01-01T00:00:00+07:00'
const CENTRE = 'hanoi:ttpvhcc'
const BRANCHES = 12
/** No text lists which branch has which reception points. */
const assumed = true

type Points = Pick<Annex, 'districts' | 'oldCommunes' | 'mapping'>

/** Reception and the return of results leave the 126 communes; they go on deciding. */
export default reorganisation<Points>({
  id: 'reception-2027-01-01',
  name: 'Trung tâm Phục vụ hành chính công Thành phố tiếp nhận và trả kết quả thay 126 xã, phường qua 12 chi nhánh và 30 điểm tiếp nhận',
  basis: 'Đề án Trung tâm Phục vụ hành chính công thành phố Hà Nội một cấp',
  effectiveAt: EFFECTIVE,
  changes: (points, base, at) => [
    ...centre(points),
    ...areas(points, base, at),
    ...powers(),
    ...counters(points, base, at),
  ],
  openQuestions: [
    'Địa chỉ của 30 điểm tiếp nhận chưa được công bố; mỗi điểm ở trụ sở một cửa cũ của quận, huyện là giả định',
    'Ngày chuyển việc tiếp nhận của 126 xã, phường chưa có trong văn bản; ngày 01/01/2027 là giả định',
    'Phạm vi của 12 chi nhánh chưa có văn bản liệt kê; mỗi chi nhánh nhận các điểm theo thứ tự mã quận, huyện cũ',
  ],
})

const branchId = (branch: number): string => `${CENTRE}-${String(branch + 1).padStart(2, '0')}`
/** Branches take the districts in their order, as many each as can be. */
const branchOf = (districts: Points['districts'], districtCode: string): number =>
  Math.floor((districts.findIndex(({ code }) => code === districtCode) * BRANCHES) / districts.length)
const pointId = (districts: Points['districts'], districtCode: string): string =>
  `${branchId(branchOf(districts, districtCode))}/diem-${districtCode}`

/** The Centre, its branches, and a reception point with its site where each district had its counter. */
function centre({ districts }: Points): Change[] {
  return [
    {
      kind: 'unitBegins',
      unit: {
        ...{ id: CENTRE, name: 'Trung tâm Phục vụ hành chính công Thành phố', type: 'trung tâm' },
        ...{ tier: 'department', parentId: 'hanoi:01', identifier: 'H26.90', assumed },
      },
    },
    ...Array.from(
      { length: BRANCHES },
      (_, branch): Change => ({
        kind: 'unitBegins',
        unit: {
          ...{ id: branchId(branch), name: `Chi nhánh số ${branch + 1} Trung tâm Phục vụ hành chính công` },
          ...{
            type: 'chi nhánh',
            tier: 'branch',
            parentId: CENTRE,
            identifier: `H26.90.${branch + 1}`,
            assumed,
          },
        },
      }),
    ),
    ...districts.flatMap((district) => point(districts, district)),
  ]
}

function point(districts: Points['districts'], { code, name, type }: Points['districts'][number]): Change[] {
  const [id, unitId] = [pointId(districts, code), branchId(branchOf(districts, code))]
  return [
    {
      kind: 'officeBegins',
      office: { id, unitId, name: `Điểm tiếp nhận ${name}`, roles: ['oneStop'], fields: null, assumed },
    },
    {
      kind: 'siteBegins',
      site: {
        ...{
          id: `${id}/tru-so`,
          unitId,
          address: `Trụ sở một cửa cũ của ${type} ${name}`,
          lat: null,
          lon: null,
        },
        ...{ openingHours: 'Thứ Hai đến thứ Sáu, 8:00-12:00 và 13:00-17:00', uses: ['reception'] },
        ...{ basis: 'Địa chỉ và giờ làm việc chưa được công bố', assumed },
      },
    },
  ]
}

/** Of a new commune: the district of the first of the old ones that it was made of. */
function districtsOf({ oldCommunes, mapping }: Points): ReadonlyMap<string, string> {
  const districtOf = new Map(oldCommunes.map(({ code, districtCode }) => [code, districtCode]))
  const found = new Map<string, string>()
  for (const { oldCode, newCode } of mapping) {
    const district = districtOf.get(oldCode)
    if (district !== undefined && !found.has(newCommuneId(newCode)))
      found.set(newCommuneId(newCode), district)
  }
  return found
}

/** Each area goes to the branch of the commune that holds it; what a custodian keeps is kept by its branch. */
function areas(points: Points, base: ReferenceRows, at: number): Change[] {
  const districtOf = districtsOf(points)
  return base.jurisdiction
    .filter(({ tier, valid }) => tier === 'commune' && holdsAt(valid, at))
    .flatMap(({ areaId, unitId, custodian }): Change[] => {
      const district = districtOf.get(unitId)
      if (district === undefined) return []
      const to = branchId(branchOf(points.districts, district))
      return [{ kind: 'areaMoves', area: areaId, tier: 'branch', to, custodian, assumed }]
    })
}

function powers(): Change[] {
  return (['receive', 'return'] as const).map(
    (power): Change => ({
      kind: 'powerMoves',
      power: {
        ...{ id: `all/*/${power}/commune/2027-01-01`, scope: 'all', subject: '*', power, tier: 'commune' },
        ...{ heldBy: 'branch', unitId: null },
      },
    }),
  )
}

/**
 * The officers of the counters go to the reception point of where their commune was, also who is appointed for a later day, and receive there
 * for the communes of the point alone. Who has two counters of one branch receives for both; own mandates go first, for one lent may add nothing.
 */
function counters(points: Points, base: ReferenceRows, at: number): Change[] {
  const districtOf = districtsOf(points)
  const areasOf = new Map<string, string[]>()
  for (const { areaId, unitId, tier, valid } of base.jurisdiction) {
    const district = districtOf.get(unitId)
    if (district === undefined || tier !== 'commune' || !holdsAt(valid, at)) continue
    areasOf.set(district, [...(areasOf.get(district) ?? []), areaId])
  }
  return base.mandate
    .filter(({ role, valid }) => role === 'oneStop' && valid.some(({ until }) => until > at))
    .toSorted((a, b) => Number(a.kind !== 'own') - Number(b.kind !== 'own'))
    .flatMap(({ id, unitId }): Change[] => {
      const district = districtOf.get(unitId)
      if (district === undefined) return []
      const office = pointId(points.districts, district)
      const areas = (areasOf.get(district) ?? []).toSorted()
      return [{ kind: 'mandateMoves', mandate: id, unit: office.split('/')[0] ?? '', office, areas }]
    })
}
