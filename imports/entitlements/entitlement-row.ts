/** A row of a list of entitlements as it is read: one benefit of one person, and who is paid how. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { payeeRoles } from '../../domain/benefits/fact.ts'
import { monthOf } from '../../domain/benefits/month.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { searchable } from '../../domain/vietnamese.ts'
import {
  columnsNotDecoded,
  columnsOfPlace,
  dongOf,
  fullName,
  itself,
  type NotRead,
  personalNumber,
  type RawRow,
  rowKey,
  text,
  wordFor,
} from '../import-row.ts'
import { localInstant } from '../local-instant.ts'
import type { Columns } from '../read-file.ts'
import type { RowReader } from '../rows-read.ts'

/** Headers that each column may have, beside its own name. No list of a district was seen: the words are those of its forms (assumed). */
const headers = {
  code: ['Mã đối tượng', 'Số hồ sơ', 'Mã hồ sơ'],
  name: ['Họ và tên', 'Họ tên', 'Họ tên đối tượng'],
  identityNumber: ['Số định danh cá nhân', 'Số định danh', 'Số CCCD', 'Số CMND'],
  benefit: ['Mã chế độ', 'Loại trợ cấp', 'Chế độ'],
  times: ['Số suất', 'Số lần mức'],
  amountDong: ['Mức hưởng', 'Mức trợ cấp', 'Số tiền'],
  decision: ['Số quyết định', 'Quyết định hưởng'],
  martyr: ['Liệt sĩ', 'Họ tên liệt sĩ'],
  from: ['Hưởng từ tháng', 'Từ tháng', 'Tháng chi đầu tiên'],
  oldWard: ['Mã phường xã', 'Mã phường/xã', 'Mã xã'],
  oldWardName: ['Phường/xã', 'Phường xã', 'Tên phường xã', 'Nơi chi trả'],
  oldDistrictName: ['Quận/huyện', 'Quận huyện', 'Tên quận huyện'],
  neighbourhood: ['Tổ dân phố', 'Thôn, tổ dân phố'],
  lat: ['Vĩ độ'],
  lon: ['Kinh độ'],
  payeeName: ['Người nhận thay', 'Họ tên người nhận'],
  payeeNumber: ['Số định danh người nhận'],
  payeeRole: ['Tư cách người nhận', 'Quan hệ người nhận'],
  account: ['Số tài khoản', 'Tài khoản'],
} as const
type EntitlementColumn = keyof typeof headers

const columnByHeader = new Map(
  Object.entries(headers).flatMap(([column, names]) =>
    [column, ...names].map((name) => [searchable(name), column] as const),
  ),
)

export const entitlementColumns: Columns = {
  columnOf: (header) => columnByHeader.get(searchable(header)) ?? null,
  keyColumn: 'code',
}

/** `2025-07`, `07/2025`, or a day of the month. */
const month = z.string().transform((given, context) => {
  const written = /^(?:(?<year>\d{4})-(?<month>\d{1,2})|(?<viMonth>\d{1,2})[/.-](?<viYear>\d{4}))$/.exec(
    given.trim(),
  )
  const { year = written?.groups?.viYear, month = written?.groups?.viMonth } = written?.groups ?? {}
  const day = year === undefined ? given.trim() : `${year}-${String(month).padStart(2, '0')}-01`
  const ms = localInstant(day, '00:00')
  if (ms === null) context.addIssue({ code: 'custom', message: 'is no month mm/yyyy and no date' })
  return ms === null ? z.NEVER : monthOf(localDate(ms))
})

const payeeRole = wordFor({
  ...itself(payeeRoles),
  ...({
    'ban than': 'self',
    'nguoi giam ho': 'guardian',
    'giam ho': 'guardian',
    'nguoi cham soc': 'carer',
    'nguoi phuc vu': 'carer',
    'nguoi thua ke': 'heir',
    'nguoi duoc uy quyen': 'authorised',
    'uy quyen': 'authorised',
  } as const),
})

const entitlementRowSchema = z
  .strictObject({
    code: rowKey,
    name: fullName,
    identityNumber: personalNumber,
    benefit: text(500),
    times: z.coerce.number().pipe(z.int().min(1).max(99)).default(1),
    amountDong: dongOf.optional(),
    decision: text(200),
    martyr: text(200).optional(),
    from: month,
    ...columnsOfPlace,
    payeeName: fullName.optional(),
    payeeNumber: personalNumber.optional(),
    payeeRole: payeeRole.optional(),
    account: text(40)
      .transform((given) => given.replace(/[ .-]/g, ''))
      .pipe(z.string().regex(/^[0-9A-Za-z]{6,30}$/))
      .optional(),
  } satisfies Record<EntitlementColumn, z.ZodType>)
  // Somebody else who is paid is named whole: who it is, and as what.
  .refine(({ payeeName, payeeNumber }) => (payeeName === undefined) === (payeeNumber === undefined), {
    path: ['payeeNumber'],
  })
  .refine(
    ({ payeeName, payeeRole }) =>
      (payeeName !== undefined) === (payeeRole !== undefined && payeeRole !== 'self'),
    { path: ['payeeRole'] },
  )

export type EntitlementRow = z.infer<typeof entitlementRowSchema>

/** What is wrong is said by the names of columns, never by what stands in them. */
function readEntitlementRow(raw: RawRow | null): { row: EntitlementRow } | NotRead {
  if (raw === null) return { reason: 'unreadable', columns: [] }
  const undecoded = columnsNotDecoded(raw)
  if (undecoded !== null) return { reason: 'notDecoded', columns: undecoded }
  const parsed = entitlementRowSchema.safeParse(raw)
  if (parsed.success) return { row: parsed.data }
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))
  return { reason: 'invalidField', columns: [...names].filter((name) => name in headers).sort() }
}

/** @param key of the hash */
const hashOf = (key: Uint8Array, value: unknown): Buffer =>
  createHmac('sha256', key).update(JSON.stringify(value)).digest()

/** Keyed hash of what says who is entitled, to what and on which ground: a code keeps it. */
export const identityHashOf = (
  key: Uint8Array,
  { code, identityNumber, benefit, decision, martyr }: EntitlementRow,
): Buffer => hashOf(key, [code, identityNumber, benefit, martyr ?? decision])

export const entitlementRows: RowReader<EntitlementRow> = {
  read: readEntitlementRow,
  codeOf: (raw) => rowKey.safeParse(raw?.code).data ?? null,
  hash: hashOf,
}
