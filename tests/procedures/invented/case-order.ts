import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { text } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** Two bodies whose names a locale puts in another order than their bytes. */
export const caseOrder = procedure({
  code: '9.000009',
  name: 'Lấy ý kiến hai đơn vị',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('118/2025/NĐ-CP', 19, 4)],
  source: 'Viết cho kiểm thử',
  connecting: 'object',
  form: { place: text('Địa điểm') },
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(6),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    ask: {
      do: 'consult',
      bodies: {
        taxation: { by: 'specialist', at: 'department' },
        taxOffice: { by: 'specialist', at: 'department' },
      },
      within: workingDays(3),
      onDisagreed: 'refuse',
    },
    review: { do: 'review', by: 'economy', within: workingDays(1) },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Văn bản chấp thuận' },
  },
  examples: [
    {
      path: 'receive ask.taxation:agreed ask.taxOffice:agreed review sign issue',
      ends: 'issued',
      spent: workingDays(6),
    },
  ],
})
