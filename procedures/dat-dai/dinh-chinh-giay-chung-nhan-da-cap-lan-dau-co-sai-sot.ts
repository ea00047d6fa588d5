import { workingDays } from '../../domain/calendar.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, siteForm } from '../forms.ts'
import { document, documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.012796',
  name: 'Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '101/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất', originals: 1, copies: 1 },
    certificate: { name: 'Bản gốc Giấy chứng nhận đã cấp', originals: 1, copies: 1 },
    landTitle: {
      name: 'Giấy tờ chứng minh sai sót thông tin của người được cấp Giấy chứng nhận so với thông tin tại thời điểm đề nghị đính chính hoặc sai sót thông tin về thửa đất',
      originals: 1,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: document(
        '151/2025/NĐ-CP',
        'Điểm c.2, phần XIV, nội dung C Phụ lục I Nghị định số 151/2025/NĐ-CP',
      ),
    },
    letter: {
      name: 'Văn bản về việc ủy quyền theo quy định của pháp luật về dân sự đối với trường hợp thực hiện thủ tục thông qua người đại diện',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận quyền sử dụng đất', total: workingDays(8) }),
})
