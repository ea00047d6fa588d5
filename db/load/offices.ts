import type { Role } from '../../domain/dossier/dossier.ts'
import type { office, unit } from '../schema/territory.ts'
import type { OfficeFieldRow } from './reference-files.ts'

type OfficeRow = typeof office.$inferInsert
type UnitRow = typeof unit.$inferInsert

interface OfficeKind {
  slug: string
  name: (unit: UnitRow) => string
  roles: readonly Role[]
  assumed: boolean
}

const named = (name: string) => () => name

/** Desks of a commune since 1 July 2025 (150/2025/NĐ-CP); the one-stop desk is Hà Nội's, kept at each commune. */
const communeOffices: readonly OfficeKind[] = [
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

const departmentOffices: readonly OfficeKind[] = [
  {
    slug: 'lanh-dao',
    name: ({ type }) => (type === 'sở' ? 'Lãnh đạo Sở' : 'Bộ phận lãnh đạo'),
    roles: ['director'],
    assumed: true,
  },
  { slug: 'chuyen-mon', name: named('Phòng chuyên môn'), roles: ['specialist', 'accountant'], assumed: true },
  { slug: 'mot-cua', name: named('Bộ phận Một cửa'), roles: ['oneStop'], assumed: true },
]

const cityOffices: readonly OfficeKind[] = [
  { slug: 'lanh-dao', name: named('Lãnh đạo UBND Thành phố'), roles: ['chair', 'director'], assumed: true },
  {
    slug: 'van-phong',
    name: named('Văn phòng UBND Thành phố'),
    roles: ['specialist', 'accountant'],
    assumed: true,
  },
  { slug: 'mot-cua', name: named('Trung tâm Phục vụ hành chính công'), roles: ['oneStop'], assumed: true },
]

/**
 * The offices of the units of today; those abolished on 1 July 2025 are kept without any. Offices of communes name the
 * fields they do; those of leaders, counters and departments do every field of their unit.
 */
export function officesOf(units: readonly UnitRow[], officeFields: readonly OfficeFieldRow[]): OfficeRow[] {
  return units.flatMap((unit) =>
    officeKindsOf(unit).map((kind) => ({
      id: `${unit.id}/${kind.slug}`,
      unitId: unit.id,
      name: kind.name(unit),
      roles: [...kind.roles],
      ...fieldsOf(unit.tier === 'commune' ? officeFields.filter(({ office }) => office === kind.slug) : []),
      valid: unit.valid,
      basis: unit.tier === 'commune' ? '150/2025/NĐ-CP' : unit.basis,
      assumed: kind.assumed,
    })),
  )
}

function fieldsOf(
  rows: readonly OfficeFieldRow[],
): Required<Pick<OfficeRow, 'fields' | 'fieldsBasis' | 'fieldsAssumed'>> {
  return {
    fields: rows.length === 0 ? null : rows.map(({ field }) => field),
    fieldsBasis: [...new Set(rows.map(({ basis }) => basis))].join('; ') || null,
    fieldsAssumed: rows.some(({ assumed }) => assumed),
  }
}

function officeKindsOf({ epoch, tier }: UnitRow): readonly OfficeKind[] {
  if (epoch === 'old') return []
  if (tier === 'commune') return communeOffices
  return tier === 'department' ? departmentOffices : cityOffices
}
