import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.000314',
  name: 'Chấp thuận vị trí đấu nối tạm vào đường bộ đang khai thác',
  field: 'Đường bộ',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '165/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 871/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    letter: { name: 'Bản chính Văn bản đề nghị theo quy định', originals: 1 },
    project: {
      name: 'Bản chính hoặc bản sao có chứng thực Văn bản chấp thuận chủ trương đầu tư hoặc quyết định phê duyệt dự án đầu tư (đối với trường hợp chủ đầu tư dự án đề nghị đấu nối tạm)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    drawing: {
      name: 'Bản chính hoặc bản sao có chứng thực Hồ sơ thiết kế bản vẽ thi công nút giao đấu nối tạm; phương án tổ chức giao thông của nút giao đấu nối tạm',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Văn bản chấp thuận vị trí nút giao đấu nối tạm vào đường bộ đang khai thác',
    total: workingDays(7),
  }),
})
