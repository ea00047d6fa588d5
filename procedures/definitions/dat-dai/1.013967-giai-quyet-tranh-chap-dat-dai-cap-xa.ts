import {
  communeInspecting,
  days,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013967',
  name: 'Giải quyết tranh chấp đất đai thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp xã',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2024/NĐ-CP', '118/2020/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn yêu cầu giải quyết tranh chấp đất đai', originals: 1, copies: 1 },
    drawing: {
      name: 'Trích lục bản đồ, hồ sơ địa chính, dữ liệu ảnh viễn thám qua các thời kỳ liên quan đến diện tích đất tranh chấp (nếu có) và các tài liệu làm chứng cứ, chứng minh trong quá trình giải quyết tranh chấp',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    report: {
      name: 'Báo cáo đề xuất và dự thảo quyết định giải quyết tranh chấp hoặc dự thảo quyết định công nhận hòa giải thành',
      originals: 1,
      copies: 1,
    },
    minutes: { name: 'Biên bản hòa giải tại Ủy ban nhân dân cấp xã', originals: 1, copies: 1 },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'economy',
    result: 'Quyết định giải quyết tranh chấp đất đai',
    total: days(60),
  }),
})
