import { districtStillNamed, shortPapers } from '../assumptions.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { posting } from '../routes/posting.ts'

export default procedure({
  code: '2.001263',
  name: 'Đăng ký việc nuôi con nuôi trong nước',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '18/2026/NĐ-CP',
    '06/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '24/2019/NĐ-CP',
    '66.7/2025/NQ-CP',
    '07/2023/TT-BTP',
    '10/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 361/QĐ-BTP',
  assumed: [formAssumed, shortPapers, districtStillNamed, dayNotFound, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn xin nhận con nuôi', originals: 1 },
    request2: {
      name: 'Đơn đăng ký nhu cầu nhận trẻ em làm con nuôi (đối với trường hợp người nhận con nuôi có nguyện vọng và đủ điều kiện nhận con nuôi theo quy định nhưng chưa tìm được trẻ em để nhận làm con nuôi)',
      sometimes: true,
      originals: 1,
    },
    medical: {
      name: 'Giấy khám sức khỏe do bệnh viện đa khoa hoặc phòng khám đa khoa hoặc Trung tâm y tế khu vực cấp có giá trị sử dụng nếu được cấp chưa quá 06 tháng',
      sometimes: true,
      originals: 1,
    },
    residence: {
      name: 'Văn bản xác nhận hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế do UBND cấp xã nơi người nhận con nuôi thường trú cấp có giá trị sử dụng nếu được cấp chưa quá 06 tháng',
      sometimes: true,
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('52/2010/QH12', 17, 4),
    },
    identity: { name: 'Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế', copies: 1 },
    marriage: {
      name: 'Văn bản xác nhận tình trạng hôn nhân: Trường hợp người nhận con nuôi là cặp vợ chồng nhận con nuôi: Giấy chứng nhận kết hôn',
      sometimes: true,
      originals: 1,
    },
    medical2: {
      name: 'Giấy khám sức khỏe do bệnh viện đa khoa hoặc phòng khám đa khoa hoặc Trung tâm y tế khu vực cấp',
      originals: 1,
    },
    decision: {
      name: 'Quyết định tiếp nhận đối với trẻ em ở cơ sở nuôi dưỡng',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 400_000, counter: 400_000, post: 400_000 },
  ...posting({ by: 'civilStatus', result: 'Giấy chứng nhận nuôi con nuôi trong nước' }),
})
