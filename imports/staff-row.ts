/** A row of a staff list as it is read: one mandate of one person. */
import { z } from 'zod'
import { powers, type Role, roleNames, roles } from '../domain/dossier/dossier.ts'
import { isStorable } from '../domain/text.ts'
import { searchable } from '../domain/vietnamese.ts'
import {
  columnsNotDecoded,
  dongOf,
  fullName,
  itself,
  list,
  type NotRead,
  personalNumber,
  type RawRow,
  rowKey,
  text,
  wordFor,
} from './import-row.ts'
import { localInstant } from './local-instant.ts'
import type { Columns } from './read-file.ts'

/** Headers that each column may have, beside its own name. */
const headers = {
  rowKey: ['Mã dòng', 'Mã phân công'],
  officer: ['Số hiệu', 'Số hiệu cán bộ', 'Mã cán bộ'],
  name: ['Họ và tên', 'Họ tên'],
  account: ['Tài khoản'],
  identityNumber: ['Số định danh cá nhân', 'Số định danh', 'Số CCCD'],
  unit: ['Đơn vị', 'Xã, phường'],
  office: ['Phòng', 'Bộ phận'],
  role: ['Vai trò', 'Chức danh'],
  kind: ['Hình thức'],
  actingFor: ['Thay cho', 'Người ủy quyền'],
  fields: ['Lĩnh vực'],
  powers: ['Quyền hạn'],
  areas: ['Địa bàn'],
  upToDong: ['Hạn mức', 'Hạn mức (đồng)'],
  from: ['Từ ngày'],
  until: ['Đến ngày'],
  basis: ['Căn cứ', 'Quyết định'],
} as const
type StaffColumn = keyof typeof headers

const columnByHeader = new Map(
  Object.entries(headers).flatMap(([column, names]) =>
    [column, ...names].map((name) => [searchable(name), column] as const),
  ),
)

export const staffColumns: Columns = {
  columnOf: (header) => columnByHeader.get(searchable(header)) ?? null,
  keyColumn: 'rowKey',
}

const role = wordFor<Role>({
  ...Object.fromEntries(roleNames.map((name) => [searchable(roles[name]), name])),
  ...itself(roleNames),
})
const kind = wordFor({
  ...itself(['own', 'delegated']),
  ...({ 'theo chuc vu': 'own', 'uy quyen': 'delegated' } as const),
})
const power = wordFor({
  ...itself(powers),
  ...({
    'tiep nhan': 'receive',
    'thu ly': 'process',
    'ky ban hanh': 'sign',
    'tra ket qua': 'return',
    'chi tra': 'pay',
  } as const),
})

/** Fields have commas in their names: only `;` and `|` divide them. */
const several = z
  .union([z.array(z.string()), z.string().transform((joined) => joined.split(/[;|]/))])
  .transform((names) => [
    ...new Set(names.map((name) => name.trim().normalize('NFC')).filter((name) => name !== '')),
  ])
  .pipe(z.array(z.string().max(200).refine(isStorable)).max(200))
  .transform((names) => (names.length === 0 ? null : names.toSorted()))

/** A day alone is its beginning; as an end it is its last moment, so that "to 31/12" includes that day. */
const day = (end: boolean) =>
  z.string().transform((given, context) => {
    const ms = localInstant(given.trim(), '00:00')
    if (ms === null) context.addIssue({ code: 'custom', message: 'is no date dd/mm/yyyy or yyyy-mm-dd' })
    return ms === null ? z.NEVER : ms + (end && !given.includes(':') ? 86_400_000 : 0)
  })

const staffRowSchema = z
  .strictObject({
    rowKey,
    officer: rowKey,
    name: fullName,
    account: text(200).optional(),
    identityNumber: personalNumber.optional(),
    unit: text(100),
    office: text(200).optional(),
    role,
    kind: kind.default('own'),
    actingFor: rowKey.optional(),
    fields: several.default(null),
    powers: list
      .pipe(z.array(power))
      .transform((some) => (some.length === 0 ? null : some.toSorted()))
      .default(null),
    areas: several.default(null),
    upToDong: dongOf.optional(),
    from: day(false),
    until: day(true).optional(),
    basis: text(500),
  } satisfies Record<StaffColumn, z.ZodType>)
  .refine(({ from, until }) => until === undefined || until > from, { path: ['until'] })
  .refine(({ kind, actingFor }) => (kind === 'delegated') === (actingFor !== undefined), {
    path: ['actingFor'],
  })

export type StaffRow = z.infer<typeof staffRowSchema>

/** Reads the columns of a row. What is wrong is said by the names of columns, never by what stands in them. */
export function readStaffRow(raw: RawRow | null): { row: StaffRow } | NotRead {
  if (raw === null) return { reason: 'unreadable', columns: [] }
  const undecoded = columnsNotDecoded(raw)
  if (undecoded !== null) return { reason: 'notDecoded', columns: undecoded }
  const parsed = staffRowSchema.safeParse(raw)
  if (parsed.success) return { row: parsed.data }
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))
  return { reason: 'invalidField', columns: [...names].filter((name) => name in headers).sort() }
}

/** The key of a row that cannot be read, for the report. */
export function rowKeyOf(raw: RawRow | null): string | null {
  const parsed = rowKey.safeParse(raw?.rowKey)
  return parsed.success ? parsed.data : null
}
