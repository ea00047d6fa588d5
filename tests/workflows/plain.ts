import { workingDays } from '../../domain/time/duration.ts'
import { article } from '../../procedures/grammar/definition/basis.ts'
import { procedure } from '../../procedures/grammar/definition/procedure.ts'

/** Received, signed, issued: as short as a procedure can be. */
export const plain = procedure({
  code: '9.000009',
  name: 'Xác nhận thử nghiệm',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('118/2025/NĐ-CP', 19)],
  source: 'Viết cho kiểm thử',
  connecting: 'residence',
  form: {},
  papers: {},
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(2),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'receive' },
    issue: { do: 'issue', result: 'Giấy xác nhận' },
  },
  examples: [{ path: 'receive sign issue', ends: 'issued', spent: workingDays(2) }],
})
