import { days } from '../../domain/calendar.ts'
import { free } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { procedure } from '../grammar/procedure.ts'
import { posting } from '../routes/posting.ts'

export default procedure({
  code: '1.011608',
  name: 'Công nhận hộ thoát nghèo, hộ thoát cận nghèo thường xuyên hằng năm',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: documents('24/2021/QĐ-TTg', '02/2022/TT-BLĐTBXH', '07/2021/TT-BLĐTBXH'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Giấy đề nghị công nhận hộ thoát nghèo, hộ thoát cận nghèo theo Mẫu số 04 tại Phụ lục ban hành kèm theo Quyết định số 24/2021/QĐ-TTg',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'socialAffairs',
    result: 'Quyết định công nhận danh sách hộ thoát nghèo, hộ thoát cận nghèo thường xuyên hằng năm',
    total: days(15),
  }),
})
