import { days } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { all, not } from '../../../procedures/grammar/definition/condition.ts'
import { accountNumber, choice, count, text, yesNo } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Land: inspected where it is built on, posted for 15 days, a fee that stops the clock; in calendar days. */
export const notice = procedure({
  code: '9.000004',
  name: 'Niêm yết và thu phí',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('118/2025/NĐ-CP', 19)],
  source: 'Viết cho kiểm thử',
  connecting: 'object',
  form: {
    use: choice('Mục đích sử dụng', { home: 'Đất ở', farm: 'Đất nông nghiệp' }),
    built: yesNo('Đã có công trình'),
    households: count('Số hộ', 1, 100),
    note: text('Ghi chú'),
    account: accountNumber('Tài khoản'),
  },
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: { online: 50_000, counter: 100_000, post: 100_000 },
  total: days(30),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    inspect: {
      do: 'inspect',
      by: 'economy',
      within: days(7),
      onFailed: 'supplement',
      when: (form) => all(form.built.is(true), not(form.use.is('farm'))),
    },
    publish: {
      do: 'publish',
      by: 'economy',
      posted: days(15),
      onObjection: 'refuse',
      when: (form) => form.households.atLeast(2),
    },
    fee: { do: 'collectFee', by: 'oneStop', within: days(10) },
    sign: { do: 'sign', by: 'chair', within: days(3), backTo: 'receive', notBy: ['inspect'] },
    issue: { do: 'issue', result: 'Giấy chứng nhận quyền sử dụng đất' },
  },
  examples: [
    {
      path: 'receive inspect publish fee sign issue',
      given: { built: true, use: 'home', households: 2 },
      ends: 'issued',
      spent: days(26),
    },
    {
      path: 'receive fee sign issue',
      given: { built: true, use: 'farm', households: 1 },
      ends: 'issued',
      spent: days(4),
    },
    {
      path: 'receive publish:objected',
      given: { built: false, use: 'home', households: 3 },
      ends: 'refused',
      spent: days(16),
    },
    {
      path: 'receive inspect:failed supplement receive inspect:failed',
      given: { built: true, use: 'home', households: 1 },
      ends: 'refused',
      spent: days(8),
    },
    {
      path: 'receive fee sign:returned receive fee:late fee sign issue',
      given: { built: false, use: 'farm', households: 1 },
      ends: 'issued',
      spent: days(8),
    },
  ],
})
