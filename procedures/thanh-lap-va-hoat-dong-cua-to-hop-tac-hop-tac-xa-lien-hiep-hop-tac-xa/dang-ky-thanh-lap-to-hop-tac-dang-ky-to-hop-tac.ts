import { workingDays } from '../../domain/calendar.ts'
import { competenceSplit, districtStillNamed } from '../assumptions.ts'
import { free } from '../fees.ts'
import { formAssumed, organisationForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.002637',
  name: 'Đăng ký thành lập tổ hợp tác; đăng ký tổ hợp tác trong trường hợp đã được thành lập trước ngày Luật Hợp tác xã có hiệu lực thi hành, thuộc đối tượng phải đăng ký theo quy định tại khoản 2 Điều 107 Luật Hợp tác xã 2023',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị cấp Giấy chứng nhận đăng ký tổ hợp tác', originals: 1 },
    request2: { name: 'Giấy đề nghị đăng ký thành lập tổ hợp tác', originals: 1 },
    certificate: { name: 'Bản sao Giấy chứng nhận đăng ký thuế', copies: 1 },
    documents: {
      name: 'Các giấy tờ tương ứng với từng trường hợp đăng ký thay đổi nội dung đăng ký tổ hợp tác quy định tại Nghị định số 92/2024/NĐ-CP',
      sometimes: true,
      originals: 1,
    },
    list: { name: 'Danh sách thành viên tổ hợp tác', originals: 1 },
    authorisation: {
      name: 'Bản sao hoặc bản chính văn bản ủy quyền của thành viên tổ hợp tác cho một cá nhân hoặc một pháp nhân làm người đại diện tổ hợp tác',
      sometimes: true,
      copies: 1,
    },
    agreement: { name: 'Hợp đồng hợp tác', originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký tổ hợp tác', total: workingDays(3) }),
})
