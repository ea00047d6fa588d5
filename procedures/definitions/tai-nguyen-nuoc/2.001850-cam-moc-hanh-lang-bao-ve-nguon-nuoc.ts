import {
  cityLevel,
  citySignOff,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001850',
  name: 'Thẩm định, phê duyệt phương án cắm mốc giới hành lang bảo vệ nguồn nước đối với hồ chứa thủy điện',
  field: 'Tài nguyên nước',
  edition: '2025-07-01',
  basis: documents('28/2023/QH15', '23/2026/NĐ-CP', '53/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 248/QĐ-BNNMT',
  assumed: [formAssumed, cityLevel, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    scheme: {
      name: '01 bản phương án cắm mốc giới hành lang bảo vệ nguồn nước của hồ chứa thủy điện (nội dung phương án theo quy định khoản 3 Điều 28 Nghị định 53/2024/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...citySignOff({
    by: 'economy',
    result:
      'Quyết định phê duyệt phương án cắm mốc giới hành lang bảo vệ nguồn nước đối với hồ chứa thủy điện',
    total: workingDays(29),
  }),
})
