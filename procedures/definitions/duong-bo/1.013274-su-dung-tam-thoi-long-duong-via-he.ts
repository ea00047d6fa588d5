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
  code: '1.013274',
  name: 'Cấp phép sử dụng tạm thời lòng đường, vỉa hè vào mục đích khác',
  field: 'Đường bộ',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '165/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 871/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị cấp phép sử dụng tạm thời lòng đường, vỉa hè vào mục đích khác',
      originals: 1,
    },
    scheme: {
      name: 'Phương án sử dụng tạm thời lòng đường vỉa hè vào mục đích khác, phương án tổ chức giao thông (bản chính hoặc bản sao có chứng thực)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy phép sử dụng tạm thời lòng đường, vỉa hè phố vào mục đích khác',
    total: workingDays(5),
  }),
})
