import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.009444',
  name: 'Gia hạn hoạt động cảng, bến thủy nội địa',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị gia hạn hoạt động cảng, bến thủy nội địa', originals: 1 },
    documents: {
      name: 'Giấy tờ liên quan đến đất xây dựng cảng, bến thủy nội địa được cơ quan có thẩm quyền gia hạn thời hạn sử dụng',
      originals: 1,
    },
  },
  feeDong: { online: 100_000, counter: 100_000, post: 100_000 },
  ...commune({
    by: 'economy',
    result: 'Văn bản gia hạn hoạt động cảng, bến thủy nội địa',
    total: workingDays(5),
  }),
})
