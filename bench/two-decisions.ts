import { workingDays, workingHours } from '../domain/time/duration.ts'
import { document } from '../procedures/grammar/definition/basis.ts'
import { identityNumber, text } from '../procedures/grammar/definition/field.ts'
import { procedure } from '../procedures/grammar/definition/procedure.ts'

/** The shortest honest procedure: received, signed, issued. */
export const twoDecisions = procedure({
  code: '9.000001',
  name: 'Thủ tục để đo: tiếp nhận, ký, phát hành',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [document('118/2025/NĐ-CP')],
  source: 'bench',
  connecting: 'residence',
  form: { name: text('Họ tên'), identity: identityNumber('Số định danh cá nhân') },
  papers: { declaration: { name: 'Tờ khai', originals: 1 } },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(2) },
    sign: { do: 'sign', by: 'chair', within: workingHours(6), backTo: 'receive' },
    issue: { do: 'issue', result: 'Kết quả' },
  },
  examples: [
    { path: 'receive sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive sign:refused', ends: 'refused', spent: workingDays(1) },
  ],
})
