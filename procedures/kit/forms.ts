/**
 * Forms that many procedures share until the form of each is entered: who asks, and what for. Shared values keep the
 * compiler fast: each definition with a form of its own is a type of its own.
 */
import { accountNumber, date, dong, identityNumber, optional, text } from '../grammar/definition/field.ts'

/** A person asks, for the own affairs. */
export const personForm = {
  name: text('Họ và tên người đề nghị'),
  bornOn: date('Ngày sinh'),
  identityNumber: identityNumber('Số định danh cá nhân'),
  residence: text('Nơi cư trú', 500),
  request: text('Nội dung đề nghị', 2000),
} as const

/** A person asks for somebody else, or for a family: a child, one who died, one under care. */
export const subjectForm = {
  name: text('Họ và tên người đề nghị'),
  identityNumber: identityNumber('Số định danh cá nhân của người đề nghị'),
  residence: text('Nơi cư trú', 500),
  subjectName: text('Họ và tên người được giải quyết'),
  subjectBornOn: optional(date('Ngày sinh của người được giải quyết')),
  subjectIdentityNumber: optional(identityNumber('Số định danh của người được giải quyết')),
  request: text('Nội dung đề nghị', 2000),
} as const

/**
 * Somebody has died. Who had no number, as a foreigner or one who died long ago, and whose day of death is not known, is registered all the
 * same: nothing of benefits can be proposed then.
 */
export const deathForm = {
  name: text('Họ và tên người yêu cầu'),
  identityNumber: identityNumber('Số định danh cá nhân của người yêu cầu'),
  residence: text('Nơi cư trú', 500),
  deceasedName: text('Họ, chữ đệm, tên người chết'),
  deceasedIdentityNumber: optional(identityNumber('Số định danh cá nhân của người chết, nếu có')),
  diedOn: optional(date('Ngày chết, nếu xác định được')),
  request: text('Nội dung đề nghị', 2000),
} as const

/** An allowance that is paid each month; which it is, a definition asks in `group`. */
export const allowanceForm = {
  name: text('Họ và tên người đề nghị'),
  identityNumber: identityNumber('Số định danh cá nhân của người đề nghị'),
  residence: text('Nơi cư trú', 500),
  subjectName: text('Họ và tên người hưởng trợ cấp'),
  subjectIdentityNumber: identityNumber('Số định danh cá nhân của người hưởng trợ cấp'),
  guardianName: optional(text('Họ và tên người giám hộ nhận thay')),
  guardianIdentityNumber: optional(identityNumber('Số định danh cá nhân của người giám hộ nhận thay')),
  payeeAccount: optional(accountNumber('Số tài khoản nhận trợ cấp')),
  request: text('Nội dung đề nghị', 2000),
} as const

/** A benefit that is paid. */
export const benefitForm = {
  ...subjectForm,
  lumpSumDong: dong('Mức trợ cấp đề nghị'),
  payeeAccount: accountNumber('Số tài khoản nhận trợ cấp'),
} as const

/** An organisation, a business or a household with one asks. */
export const organisationForm = {
  organisation: text('Tên tổ chức, cơ sở, hộ', 500),
  registrationNumber: optional(text('Số quyết định thành lập hoặc mã số')),
  seat: text('Địa chỉ trụ sở', 500),
  representative: text('Họ và tên người đại diện'),
  identityNumber: identityNumber('Số định danh cá nhân của người đại diện'),
  request: text('Nội dung đề nghị', 2000),
} as const

/** About land, a building or another thing that stands somewhere. */
export const siteForm = {
  name: text('Họ và tên hoặc tên tổ chức đề nghị', 500),
  identityNumber: identityNumber('Số định danh cá nhân của người đề nghị'),
  site: text('Địa điểm: thửa đất, công trình, khu vực', 500),
  request: text('Nội dung đề nghị', 2000),
} as const

/** Said of every definition whose form is one of these. */
export const formAssumed = 'Tờ khai dùng mẫu chung; mẫu riêng của thủ tục chưa nhập.'
