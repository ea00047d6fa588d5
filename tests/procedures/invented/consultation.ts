import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { text } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Two bodies are consulted together, and both must answer: silence is lateness only. */
export const consultation = procedure({
  code: '9.000002',
  name: 'Lấy ý kiến hai cơ quan',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('118/2025/NĐ-CP', 19, 4)],
  source: 'Viết cho kiểm thử',
  connecting: 'object',
  form: { place: text('Địa điểm') },
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(7),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    ask: {
      do: 'consult',
      bodies: { police: { by: 'police' }, department: { by: 'specialist', at: 'department' } },
      within: workingDays(3),
      onDisagreed: 'refuse',
    },
    review: { do: 'review', by: 'economy', within: workingDays(2) },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Văn bản chấp thuận' },
  },
  examples: [
    {
      path: 'receive ask.police:agreed ask.department:agreed review sign issue',
      ends: 'issued',
      spent: workingDays(7),
    },
    {
      path: 'receive ask.department:disagreed ask.police:agreed',
      ends: 'refused',
      spent: workingDays(4),
    },
    {
      path: 'receive ask.police ask.department:late ask.department review sign:returned review sign issue',
      ends: 'issued',
      spent: workingDays(10),
    },
  ],
})
