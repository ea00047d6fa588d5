import { createHash } from 'node:crypto'
import { type Role, roleNames } from '../../../domain/dossier/dossier.ts'
import type { UnitTier } from '../../../domain/territory/unit.ts'
import {
  type MandateRow,
  type OfficeRow,
  type UnitRow,
  unlimited,
} from '../../../reorganisations/grammar/reference-rows.ts'
import type { officer } from '../../schema/territory.ts'

type OfficerRow = typeof officer.$inferInsert

const BASIS = 'Dữ liệu tổng hợp để chạy thử, không phải người thật'

/**
 * How many officers hold a role. The second chair and the second director sign for the first; the second accountant of a
 * commune confirms an account that the first requested; of two for social affairs, the economy or the military one signs what the other examined.
 */
const communeStaff: Partial<Record<Role, number>> = {
  oneStop: 1,
  civilStatus: 1,
  socialAffairs: 2,
  economy: 2,
  councilOffice: 1,
  chair: 2,
  police: 1,
  military: 2,
  policeChief: 1,
  militaryChief: 1,
  accountant: 2,
}
const departmentStaff: Partial<Record<Role, number>> = {
  oneStop: 1,
  specialist: 2,
  director: 2,
  accountant: 1,
}
const cityStaff: Partial<Record<Role, number>> = { ...departmentStaff, chair: 2 }

const staffOf: Record<UnitTier, Partial<Record<Role, number>>> = {
  commune: communeStaff,
  district: communeStaff,
  department: departmentStaff,
  branch: {},
  city: cityStaff,
  body: {},
}

const surnames = 'Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai'.split(
  ' ',
)
const women = {
  middle: 'Thị Thu Thị Thanh Ngọc Thị Minh Phương Thị Hồng Kim Khánh'.split(' '),
  given: 'Hà Lan Hương Mai Linh Nga Thủy Hạnh Trang Yến Ngân Vân Dung Hiền Loan Phượng'.split(' '),
}
const men = {
  middle: 'Văn Hữu Đức Quang Minh Xuân Đình Công Anh Thành Mạnh Tuấn'.split(' '),
  given: 'Hùng Dũng Sơn Nam Long Cường Tuấn Bình Hải Khánh Phong Thắng Trung Kiên Quân Vinh'.split(' '),
}

/** Invented officers, the same at every load, so that each desk of each unit has somebody. */
export function officersOf(
  units: readonly UnitRow[],
  offices: readonly OfficeRow[],
): { officers: OfficerRow[]; mandates: MandateRow[] } {
  const officeOf = new Map(
    offices.flatMap(({ id, unitId, roles }) => roles.map((role) => [`${unitId} ${role}`, id])),
  )
  const officers: OfficerRow[] = []
  const mandates: MandateRow[] = []
  for (const unit of units) {
    for (const role of roleNames) {
      for (let number = 1; number <= (staffOf[unit.tier][role] ?? 0); number++) {
        const id = officerId(unit.id, role, number)
        const signsFor = (role === 'chair' || role === 'director') && number > 1
        officers.push({ id, name: nameFor(id), invented: true })
        mandates.push({
          id: `uy-quyen:${unit.id}:${role}:${number}`,
          officerId: id,
          unitId: unit.id,
          officeId: officeOf.get(`${unit.id} ${role}`) ?? null,
          role,
          kind: signsFor ? 'delegated' : 'own',
          actingForId: signsFor ? officerId(unit.id, role, 1) : null,
          ...unlimited,
          valid: unit.valid,
          basis: BASIS,
        })
      }
    }
  }
  for (const office of offices.filter(({ roles }) => !roles.some((role) => leads.has(role)))) {
    const slug = office.id.slice(office.unitId.length + 1)
    const id = `can-bo:${office.unitId}:officeHead:${slug}`
    officers.push({ id, name: nameFor(id), invented: true })
    mandates.push({
      id: `uy-quyen:${office.unitId}:officeHead:${slug}`,
      officerId: id,
      unitId: office.unitId,
      officeId: office.id,
      role: 'officeHead',
      kind: 'own',
      actingForId: null,
      ...unlimited,
      valid: office.valid,
      basis: BASIS,
    })
  }
  return { officers, mandates }
}

/** Whose office is the head of the unit: above it there is none. */
const leads: ReadonlySet<string> = new Set(['chair', 'director'])

/** `can-bo:new:00004:civilStatus:1` */
export function officerId(unitId: string, role: string, number: number): string {
  return `can-bo:${unitId}:${role}:${number}`
}

function nameFor(id: string): string {
  const digest = createHash('sha256').update(id).digest()
  const { middle, given } = digest.readUInt8(0) % 2 === 0 ? women : men
  const pick = (names: readonly string[], at: number) => names[digest.readUInt16BE(at) % names.length]
  return [pick(surnames, 2), pick(middle, 4), pick(given, 6)].join(' ').normalize('NFC')
}
