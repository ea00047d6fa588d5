import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.009447',
  name: 'Công bố đóng cảng, bến thủy nội địa',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị đóng cảng, bến thủy nội địa của chủ cảng, bến thủy nội địa', originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định công bố đóng cảng', total: workingDays(5) }),
})
