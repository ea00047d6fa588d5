/** What each commune has since 1 July 2025: its offices, the seat where it works, a seal. */
import type { Role } from '../domain/dossier/dossier.ts'
import { newCommuneId } from '../domain/territory/territory-ids.ts'
import type { Annex } from './annex.ts'
import type { Change } from './grammar/reorganisation.ts'

type Commune = Annex['newCommunes'][number]

interface OfficeKind {
  slug: string
  name: (commune: Commune) => string
  roles: readonly Role[]
  assumed: boolean
}

const named = (name: string) => () => name

/** Desks of a commune (150/2025/NĐ-CP); the one-stop desk is Hà Nội's, kept at each commune. */
const officeKinds: readonly OfficeKind[] = [
  { slug: 'lanh-dao', name: named('Lãnh đạo UBND'), roles: ['chair'], assumed: false },
  {
    slug: 'van-phong',
    name: named('Văn phòng HĐND và UBND'),
    roles: ['civilStatus', 'councilOffice'],
    assumed: false,
  },
  {
    slug: 'phong-kinh-te',
    name: ({ type }) => (type === 'phường' ? 'Phòng Kinh tế, Hạ tầng và Đô thị' : 'Phòng Kinh tế'),
    roles: ['economy'],
    assumed: false,
  },
  // Pays for every field, so it stands apart from the office whose fields are those of the economy.
  { slug: 'ke-toan', name: named('Bộ phận Kế toán'), roles: ['accountant'], assumed: true },
  {
    slug: 'phong-van-hoa-xa-hoi',
    name: named('Phòng Văn hóa - Xã hội'),
    roles: ['socialAffairs'],
    assumed: false,
  },
  { slug: 'mot-cua', name: named('Bộ phận Một cửa'), roles: ['oneStop'], assumed: true },
  {
    slug: 'cong-an',
    name: ({ type }) => `Công an ${type}`,
    roles: ['police', 'policeChief'],
    assumed: true,
  },
  {
    slug: 'quan-su',
    name: ({ type }) => `Ban Chỉ huy Quân sự ${type}`,
    roles: ['military', 'militaryChief'],
    assumed: true,
  },
]

/** Offices name the fields they do; those of leaders and counters do every field of the commune. */
export function offices({ newCommunes, officeFields }: Annex): Change[] {
  const fieldsOf = new Map(
    officeKinds.map(({ slug }) => [slug, officeFields.filter(({ office }) => office === slug)]),
  )
  return newCommunes.flatMap((commune) =>
    officeKinds.map((kind): Change => {
      const fields = fieldsOf.get(kind.slug) ?? []
      const unitId = newCommuneId(commune.code)
      return {
        kind: 'officeBegins',
        office: {
          ...{ id: `${unitId}/${kind.slug}`, unitId, name: kind.name(commune), roles: kind.roles },
          ...{ basis: '150/2025/NĐ-CP', assumed: kind.assumed },
          fields: fields.length === 0 ? null : fields.map(({ field }) => field),
          fieldsBasis: [...new Set(fields.map(({ basis }) => basis))].join('; ') || null,
          fieldsAssumed: fields.some(({ assumed }) => assumed),
        },
      }
    }),
  )
}

/**
 * Its address was published; that the council, the people's committee and the counter are there, and the hours, is assumed. Where the party
 * committee and the front sit was not found.
 */
export const sites = ({ newCommunes }: Annex): Change[] =>
  newCommunes.flatMap(({ code, seat, lat, lon }): Change[] =>
    seat === ''
      ? []
      : [
          {
            kind: 'siteBegins',
            site: {
              ...{ id: `${newCommuneId(code)}/tru-so`, unitId: newCommuneId(code), address: seat, lat, lon },
              openingHours: 'Thứ Hai đến thứ Sáu, 8:00-12:00 và 13:00-17:00',
              uses: ['council', 'reception'],
              basis:
                'Địa chỉ: sapnhap.bando.com.vn, 17/7/2025; nơi tiếp công dân và giờ làm việc là giả định',
              assumed: true,
            },
          },
        ],
  )

/** That each has one is law; by whom and on which decision it is kept was not found. */
export const seals = ({ newCommunes }: Annex): Change[] =>
  newCommunes.map(
    ({ code }): Change => ({
      kind: 'sealBegins',
      seal: {
        ...{ id: `${newCommuneId(code)}/con-dau`, unitId: newCommuneId(code) },
        ...{ holder: 'Văn phòng HĐND và UBND', basis: '99/2016/NĐ-CP', assumed: true },
      },
    }),
  )
