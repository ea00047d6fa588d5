import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { text } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Two bodies are consulted together; by the named article a silent one agrees. A disagreement asks the applicant. */
export const silentConsultation = procedure({
  code: '9.000003',
  name: 'Lấy ý kiến, im lặng là đồng ý',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('118/2025/NĐ-CP', 19, 4)],
  source: 'Viết cho kiểm thử',
  connecting: 'object',
  form: { place: text('Địa điểm') },
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    ask: {
      do: 'consult',
      bodies: { police: { by: 'police' }, military: { by: 'military' } },
      within: workingDays(3),
      silenceConsents: article('118/2025/NĐ-CP', 19, 4),
      onDisagreed: 'supplement',
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'receive' },
    issue: { do: 'issue', result: 'Văn bản chấp thuận' },
  },
  examples: [
    { path: 'receive ask:silent sign issue', ends: 'issued', spent: workingDays(5) },
    {
      path: 'receive ask.police:agreed ask.military:silent sign issue',
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive ask.police:disagreed ask.military:silent supplement receive ask sign issue',
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive ask:disagreed supplement receive ask.police:disagreed ask.military:silent',
      ends: 'refused',
      spent: workingDays(4),
    },
    { path: 'receive ask sign:returned receive ask sign:refused', ends: 'refused', spent: workingDays(10) },
  ],
})
