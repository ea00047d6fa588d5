import type { Role } from '../../../domain/dossier/dossier.ts'
import type { UnitTier } from '../../../domain/territory/unit.ts'
import type { OfficeRow, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'

interface OfficeKind {
  slug: string
  name: (unit: UnitRow) => string
  roles: readonly Role[]
  assumed: boolean
}

const named = (name: string) => () => name

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

/** The offices of the city and its departments; they do every field of their unit. Of districts and the communes in them none is known. */
export function officesOf(units: readonly UnitRow[]): OfficeRow[] {
  return units.flatMap((unit) =>
    (kindsOf[unit.tier] ?? []).map(({ slug, name, roles, assumed }) => ({
      ...{ id: `${unit.id}/${slug}`, unitId: unit.id, name: name(unit), roles },
      ...{ fields: null, fieldsBasis: null, fieldsAssumed: false },
      ...{ valid: unit.valid, basis: unit.basis, assumed },
    })),
  )
}

const kindsOf: Partial<Record<UnitTier, readonly OfficeKind[]>> = {
  city: cityOffices,
  department: departmentOffices,
}
