import { days } from '../../domain/calendar.ts'
import { free } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { procedure } from '../grammar/procedure.ts'
import { posting } from '../routes/posting.ts'

export default procedure({
  code: '1.011609',
  name: 'Công nhận hộ làm nông nghiệp, lâm nghiệp, ngư nghiệp và diêm nghiệp có mức sống trung bình',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: documents('24/2021/QĐ-TTg', '02/2022/TT-BLĐTBXH', '07/2021/TT-BLĐTBXH'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Giấy đề nghị xác định hộ có mức sống trung bình theo Mẫu số 01 tại Phụ lục ban hành kèm theo Quyết định số 24/2021/QĐ-TTg',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'socialAffairs',
    result:
      'Quyết định công nhận hộ làm nông nghiệp, lâm nghiệp, ngư nghiệp và diêm nghiệp có mức sống trung bình (mẫu số 2 Quyết định số 24/2021/QĐ-TTg)',
    total: days(15),
  }),
})
