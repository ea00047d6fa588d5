import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import {
  accountNumber,
  choice,
  date,
  identityNumber,
  optional,
  text,
} from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** A monthly allowance: its signed result grants it to a child or an adult, who may have a guardian. */
export const allowance = procedure({
  code: '9.000011',
  name: 'Trợ cấp thử nghiệm',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('131/2021/NĐ-CP', 122)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  form: {
    name: text('Họ và tên'),
    number: identityNumber('Số định danh cá nhân'),
    group: choice('Nhóm', { hero: 'Anh hùng', prisoner: 'Bị địch bắt tù, đày' }),
    since: date('Từ ngày'),
    guardianName: optional(text('Người giám hộ')),
    guardianNumber: optional(identityNumber('Số định danh cá nhân của người giám hộ')),
    account: optional(accountNumber('Số tài khoản')),
  },
  papers: { request: { name: 'Tờ khai', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: { do: 'review', by: 'civilStatus', within: workingDays(1.5) },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: {
      do: 'issue',
      result: 'Quyết định trợ cấp',
      grants: {
        benefit: { choice: 'group', means: { hero: 'anh-hung', prisoner: 'tu-day' } },
        beneficiary: { name: 'name', number: 'number' },
        ground: 'dossier',
        from: { monthAfter: 'since' },
        payee: { name: 'guardianName', number: 'guardianNumber', role: 'guardian' },
        account: 'account',
        basis: article('131/2021/NĐ-CP', 122),
      },
    },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.5) },
    { path: 'receive review:refused', ends: 'refused', spent: workingDays(2) },
  ],
})
