import { days } from '../../domain/calendar.ts'
import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { department } from '../routes/department.ts'

export default procedure({
  code: '1.014111',
  name: 'Thủ tục thi tuyển công chức',
  field: 'Công chức, viên chức',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục kèm theo Quyết định 3783/QĐ của Nghệ An',
    time: 'quy trình nội bộ 2028/QĐ-UBND ngày 28/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời hạn cộng từ các bước của quy trình nội bộ Cao Bằng, do Sở Nội vụ tổ chức.',
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...department({ result: 'Kết quả thi tuyển công chức', total: days(190) }),
})
