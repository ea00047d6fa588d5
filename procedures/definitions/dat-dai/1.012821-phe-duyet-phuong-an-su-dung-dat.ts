import {
  cityLevel,
  citySignOff,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012821',
  name: 'Thẩm định, phê duyệt phương án sử dụng đất',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, cityLevel, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị thẩm định, phê duyệt phương án sử dụng đấ', originals: 1, copies: 1 },
    documents: { name: 'Các tài liệu khác có liên quan (nếu có)', sometimes: true, originals: 1, copies: 1 },
    drawing: {
      name: 'Bản đồ địa chính có thể hiện ranh giới sử dụng đất hoặc hồ sơ ranh giới sử dụng đất của công ty nông, lâm nghiệp; bản tổng hợp diện tích các loại đất của công ty nông, lâm nghiệp',
      originals: 1,
      copies: 1,
    },
    scheme: { name: 'Phương án sử dụng đất', originals: 1, copies: 1 },
  },
  feeDong: feeNotFound,
  ...citySignOff({
    by: 'economy',
    result: 'Văn bản phê duyệt phương án sử dụng đất của Công ty nông, lâm nghiệp',
    total: workingDays(43),
  }),
})
