import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { identityNumber, text } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** The plainest procedure: received, reviewed, signed by somebody else, issued. */
export const registration = procedure({
  code: '9.000001',
  name: 'Đăng ký thử nghiệm',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('60/2014/QH13', 18)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  form: { name: text('Họ và tên'), identity: identityNumber('Số định danh cá nhân') },
  papers: { request: { name: 'Tờ khai', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: { do: 'review', by: 'civilStatus', within: workingDays(1.5) },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy chứng nhận' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.5) },
    { path: 'receive review:refused', ends: 'refused', spent: workingDays(2) },
    { path: 'receive:rejected', ends: 'notReceived', spent: workingDays(0.5) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(3),
    },
    { path: 'receive review:incomplete supplement:lapsed', ends: 'lapsed', spent: workingDays(2) },
    { path: 'receive review:late review withdraw', ends: 'withdrawn', spent: workingDays(2) },
  ],
})
