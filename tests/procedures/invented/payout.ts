import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import {
  accountNumber,
  dong,
  identityNumber,
  optional,
} from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Signed, then paid: a transfer that the bank rejects goes to a desk, which pays again or requests another account. */
export const payout = procedure({
  code: '9.000005',
  name: 'Chi trợ cấp một lần',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('131/2021/NĐ-CP', 121)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  form: {
    identity: identityNumber('Số định danh cá nhân'),
    monthlyAllowanceDong: dong('Trợ cấp hằng tháng'),
    monthlySupplementDong: optional(dong('Phụ cấp hằng tháng')),
    account: accountNumber('Tài khoản nhận'),
  },
  papers: { request: { name: 'Bản khai', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(6),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    sign: { do: 'sign', by: 'chair', within: workingDays(3), backTo: 'receive' },
    pay: {
      do: 'payout',
      by: 'accountant',
      within: workingDays(2),
      benefit: 'deathLumpSum',
      amount: 'deathLumpSum',
      account: 'account',
      basis: article('131/2021/NĐ-CP', 121),
    },
    issue: { do: 'issue', result: 'Quyết định trợ cấp' },
  },
  examples: [
    { path: 'receive sign pay issue', ends: 'issued', spent: workingDays(6) },
    { path: 'receive sign:returned receive sign pay issue', ends: 'issued', spent: workingDays(10) },
    { path: 'receive sign pay:rejected pay:retried pay issue', ends: 'issued', spent: workingDays(10) },
    {
      path: 'receive:incomplete supplement receive sign pay:rejected pay:incomplete supplement pay issue',
      ends: 'issued',
      spent: workingDays(10),
    },
    { path: 'receive sign:refused', ends: 'refused', spent: workingDays(4) },
  ],
})
