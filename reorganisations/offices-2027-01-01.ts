import { holdsAt } from '../domain/territory/span.ts'
import type { MandateRow, OfficeRow, ReferenceRows } from './grammar/reference-rows.ts'
import { type Change, reorganisation } from './grammar/reorganisation.ts'

const EFFECTIVE = '2027-01-01T00:00:00+07:00'
const HOAN_KIEM = 'new:00070'
const BA_DINH = 'new:00004'
const CUA_NAM = 'new:00082'
const ECONOMY = `${HOAN_KIEM}/phong-kinh-te`
const TRADE = `${HOAN_KIEM}/phong-kinh-te-thuong-mai`
const INFRASTRUCTURE = `${HOAN_KIEM}/phong-ha-tang-do-thi`

/** Fields of building, land and roads; the others of the office are of the economy. */
const builds =
  /xây dựng|hạ tầng|quy hoạch|nhà ở|đường|giao thông|đất đai|môi trường|đô thị|kiến trúc|cây xanh/iu

/** A ward at the centre splits an office in two; another lends a specialist to its neighbour for good. */
export default reorganisation<null>({
  id: 'offices-2027-01-01',
  name: 'Phường Hoàn Kiếm tách Phòng Kinh tế, Hạ tầng và Đô thị thành hai phòng; phường Ba Đình dùng chung chuyên viên với phường Cửa Nam',
  basis: '150/2025/NĐ-CP',
  effectiveAt: EFFECTIVE,
  changes: (_, base, at) => [...splitOffice(base, at), ...sharedSpecialist(base, at)],
  openQuestions: ['Số phòng tối đa của một phường ở trung tâm theo “độ mở” chưa có văn bản của Thành phố'],
})

/** The specialist goes to the office for infrastructure; the head leads the other one and does its business too. */
function splitOffice(base: ReferenceRows, at: number): Change[] {
  const office = base.office.find(({ id }) => id === ECONOMY)
  const fields = office?.fields ?? []
  const part = (id: string, name: string, does: (field: string) => boolean): Change => ({
    kind: 'officeBegins',
    office: {
      ...{
        id,
        unitId: HOAN_KIEM,
        name,
        roles: [...rolesOf(office)],
        fields: fields.filter(does),
        assumed: true,
      },
    },
  })
  // Also who is appointed for a later day, and who stands in for somebody until one.
  const officers = base.mandate.filter((row) => row.officeId === ECONOMY && lasts(row, at))
  const does = (officerId: string) =>
    officers.some((row) => row.officerId === officerId && row.role === 'economy')
  return [
    part(TRADE, 'Phòng Kinh tế và Thương mại', (field) => !builds.test(field)),
    part(INFRASTRUCTURE, 'Phòng Hạ tầng và Đô thị', (field) => builds.test(field)),
    ...officers.flatMap((row): Change[] => {
      const { id, role, officerId } = row
      const office = role === 'officeHead' ? TRADE : INFRASTRUCTURE
      const moves = { kind: 'mandateMoves', mandate: id, unit: HOAN_KIEM, office } as const
      if (role !== 'officeHead' || !isOwn(row, at) || does(officerId)) return [moves]
      return [moves, alsoEconomy(row, { id: `${id}/economy`, unitId: HOAN_KIEM, officeId: TRADE })]
    }),
    { kind: 'officeEnds', office: ECONOMY },
  ]
}

const lasts = ({ valid }: MandateRow, at: number): boolean => valid.some(({ until }) => until > at)

/** Who stands in for somebody has the desks of that person until then, and no more. */
const isOwn = ({ kind, valid }: MandateRow, at: number): boolean => kind === 'own' && holdsAt(valid, at)

/** The same officer for economy besides, for as long and with the same limits. */
function alsoEconomy(
  { officerId, valid, fields, upToDong }: MandateRow,
  place: Pick<MandateRow, 'id' | 'unitId' | 'officeId'>,
): Change {
  const until = valid.at(-1)?.until ?? Infinity
  return {
    kind: 'mandateBegins',
    mandate: { ...place, officerId, role: 'economy', kind: 'own', actingForId: null, fields, upToDong },
    ...(until === Infinity ? {} : { until: new Date(until).toISOString() }),
  }
}

const rolesOf = (office: OfficeRow | undefined): OfficeRow['roles'] => office?.roles ?? ['economy']

/** The specialist keeps the desk in Ba Đình, and has one in Cửa Nam besides. */
function sharedSpecialist(base: ReferenceRows, at: number): Change[] {
  return base.mandate
    .filter((row) => row.unitId === BA_DINH && row.role === 'economy' && isOwn(row, at))
    .map((row) =>
      alsoEconomy(row, {
        ...{ id: `${row.id}+${CUA_NAM}`, unitId: CUA_NAM, officeId: `${CUA_NAM}/phong-kinh-te` },
      }),
    )
}
