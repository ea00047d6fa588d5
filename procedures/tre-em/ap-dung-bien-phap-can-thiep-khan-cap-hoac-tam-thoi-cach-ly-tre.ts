import { workingHours } from '../../domain/calendar.ts'
import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.004946',
  name: 'Áp dụng biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em khỏi môi trường hoặc người gây tổn hại cho trẻ em',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    time: 'quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời gian từng bước là của quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng, cộng lại 12 giờ làm việc.',
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result:
      'Quyết định về việc áp dụng biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em khỏi môi trường hoặc người gây tổn hại cho trẻ em',
    within: { receive: workingHours(1), review: workingHours(9), sign: workingHours(2) },
  }),
})
