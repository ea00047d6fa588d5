import {
  communeConsulting,
  dayNotFound,
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
  code: '1.009452',
  name: 'Thỏa thuận thông số kỹ thuật xây dựng bến thủy nội địa',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP', '24/2026/NQ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 647/QĐ-BXD',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị thỏa thuận thông số kỹ thuật xây dựng bến thủy nội địa', originals: 1 },
    drawing: { name: 'Sơ đồ mặt bằng vị trí dự kiến xây dựng bến thủy nội địa', originals: 1 },
  },
  feeDong: feeNotFound,
  ...communeConsulting({
    by: 'economy',
    bodies: { department: { by: 'specialist', at: 'department' } },
    result: 'Văn bản thỏa thuận thông số kỹ thuật xây dựng bến',
    total: workingDays(5),
  }),
})
