import {
  communeConsulting,
  dayNotFound,
  districtStillNamed,
  documents,
  formAssumed,
  procedure,
  shortPapers,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003005',
  name: 'Giải quyết việc người nước ngoài cư trú ở khu vực biên giới nước láng giềng nhận trẻ em Việt Nam làm con nuôi',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '18/2026/NĐ-CP',
    '06/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '07/2023/TT-BTP',
    '10/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 361/QĐ-BTP',
  assumed: [formAssumed, shortPapers, districtStillNamed, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn xin nhận con nuôi', originals: 2 },
    photo: { name: '02 ảnh chụp toàn thân (Chụp mới nhất, cỡ 9cm x 12cm hoặc 10 cm x 15 cm)', originals: 2 },
    identity: { name: 'Bản sao Hộ chiếu hoặc giấy tờ có giá trị thay thế', copies: 2 },
    confirmation: {
      name: 'Văn bản xác nhận về việc người nhận con nuôi có đủ điều kiện nuôi con nuôi theo quy định của pháp luật nước đó',
      originals: 2,
    },
    medical: {
      name: 'Giấy khám sức khỏe có giá trị sử dụng nếu được cấp chưa quá 06 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    marriage: { name: 'Văn bản xác nhận tình trạng hôn nhân', originals: 2 },
    curriculum: {
      name: 'Phiếu lý lịch tư pháp, có giá trị sử dụng nếu được cấp chưa quá 12 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    minutes: {
      name: 'Biên bản xác nhận do Ủy ban nhân dân hoặc Công an cấp xã nơi phát hiện trẻ bị bỏ rơi lập đối với trẻ em bị bỏ rơi',
      sometimes: true,
      originals: 2,
    },
  },
  feeDong: { online: 4_500_000, counter: 4_500_000, post: 4_500_000 },
  ...communeConsulting({
    by: 'civilStatus',
    bodies: { department: { by: 'specialist', at: 'department' } },
    result: 'Giấy chứng nhận nuôi con nuôi trong nước',
    total: workingDays(45),
  }),
})
