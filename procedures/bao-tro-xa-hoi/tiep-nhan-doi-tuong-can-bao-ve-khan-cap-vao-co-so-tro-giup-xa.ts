import { workingDays } from '../../domain/calendar.ts'
import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000282',
  name: 'Tiếp nhận đối tượng cần bảo vệ khẩn cấp vào cơ sở trợ giúp xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: documents('20/2021/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    time: 'quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    identity: {
      name: 'Bản sao chứng minh nhân dân, Căn cước công dân hoặc giấy tờ tùy thân của đối tượng (nếu có)',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('20/2021/NĐ-CP', 27, 3),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc tiếp nhận đối tượng cần bảo vệ khẩn cấp vào cơ sở trợ giúp xã hội',
    total: workingDays(10),
  }),
})
