import {
  article,
  commune,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002349',
  name: 'Cấp giấy xác nhận công dân Việt Nam thường trú ở khu vực biên giới đủ điều kiện nhận trẻ em của nước láng giềng cư trú ở khu vực biên giới làm con nuôi',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '52/2010/QH12',
    '18/2026/NĐ-CP',
    '06/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '19/2011/NĐ-CP',
    '66.7/2025/NQ-CP',
    '07/2023/TT-BTP',
    '10/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 361/QĐ-BTP',
  assumed: [formAssumed, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn xin nhận con nuôi', originals: 1 },
    medical: {
      name: 'Giấy khám sức khỏe do bệnh viện đa khoa hoặc phòng khám đa khoa hoặc Trung tâm y tế khu vực cấp có giá trị sử dụng nếu được cấp chưa quá 06 tháng, tính đến ngày nộp hồ sơ tại Ủy ban nhân dân cấp xã',
      sometimes: true,
      originals: 1,
    },
    curriculum: { name: 'Phiếu lý lịch tư pháp', originals: 1 },
    residence: {
      name: 'Văn bản xác nhận hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế do UBND cấp xã nơi người nhận con nuôi thường trú cấp có giá trị sử dụng nếu được cấp chưa quá 06 tháng',
      sometimes: true,
      originals: 1,
    },
    identity: {
      name: 'Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('52/2010/QH12', 17, 2),
    },
    marriage: {
      name: 'Văn bản xác nhận tình trạng hôn nhân: Trường hợp người nhận con nuôi là cặp vợ chồng nhận con nuôi: Giấy chứng nhận kết hôn',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'civilStatus',
    result:
      'Văn bản xác nhận công dân Việt Nam thường trú ở khu vực biên giới đủ điều kiện nhận trẻ em của nước láng giềng cư trú tại khu vực biên giới làm con nuôi',
    total: workingDays(10),
  }),
})
