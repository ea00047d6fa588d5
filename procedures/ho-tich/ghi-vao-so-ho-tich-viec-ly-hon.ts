import { workingDays } from '../../domain/calendar.ts'
import { districtStillNamed, unitNotPrinted } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000554',
  name: 'Thủ tục ghi vào Sổ hộ tịch việc ly hôn, hủy việc kết hôn của công dân Việt Nam đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '87/2020/NĐ-CP',
    '123/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '03/2023/TT-BTP',
    '01/2022/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, unitNotPrinted, districtStillNamed, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai ghi chú ly hôn theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp hoặc gửi hồ sơ qua hệ thống bưu chính)',
      sometimes: true,
      originals: 1,
    },
    residence: { name: 'Giấy tờ chứng minh nơi cư trú để xác định thẩm quyền', originals: 1 },
    identity: {
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ khác có dán ảnh và thông tin cá nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    authorisation: {
      name: 'Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc ghi chú ly hôn',
      sometimes: true,
      originals: 1,
    },
    marriage: {
      name: 'Bản sao Bản án, quyết định ly hôn, hủy kết hôn, văn bản thỏa thuận ly hôn hoặc giấy tờ khác công nhận việc ly hôn do cơ quan có thẩm quyền của nước ngoài cấp đã có hiệu lực pháp luật',
      originals: 1,
    },
    declaration2: { name: 'Mẫu hộ tịch điện tử tương tác ghi vào Sổ hộ tịch việc ly hôn', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'civilStatus', result: 'Trích lục ghi chú ly hôn', total: workingDays(5) }),
})
