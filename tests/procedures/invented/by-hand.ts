import { workingDays } from '../../../domain/time/duration.ts'
import { article } from '../../../procedures/grammar/definition/basis.ts'
import { text } from '../../../procedures/grammar/definition/field.ts'
import { procedure } from '../../../procedures/grammar/definition/procedure.ts'

/** One step is a child workflow; each of its answers leads somewhere else. */
export const byHand = procedure({
  code: '9.000006',
  name: 'Giải phóng mặt bằng',
  field: 'Thử nghiệm',
  edition: '2025-07-01',
  basis: [article('31/2024/QH15', 87)],
  source: 'Viết cho kiểm thử',
  connecting: 'object',
  form: { place: text('Địa điểm') },
  papers: { request: { name: 'Đơn đề nghị', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(95),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(1) },
    review: { do: 'review', by: 'economy', within: workingDays(3) },
    clear: {
      do: 'byHand',
      workflow: 'siteClearance',
      within: workingDays(90),
      outcomes: { agreed: 'next', contested: { backTo: 'review' }, abandoned: 'refuse' },
      because: 'Thương lượng không theo trình tự cố định',
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Quyết định giao đất' },
  },
  examples: [
    { path: 'receive review clear sign issue', ends: 'issued', spent: workingDays(95) },
    {
      path: 'receive review clear:contested review clear:late clear:agreed sign issue',
      ends: 'issued',
      spent: workingDays(188),
    },
    { path: 'receive review clear:abandoned', ends: 'refused', spent: workingDays(94) },
    {
      path: 'receive review clear sign:returned review clear sign issue',
      ends: 'issued',
      spent: workingDays(189),
    },
  ],
})
