import {
  communeInspecting,
  formAssumed,
  free,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014832',
  name: 'Giao rừng, cho thuê rừng khi đã được giao đất, cho thuê đất có rừng hoặc đã được công nhận quyền sử dụng đất có rừng thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp xã',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed, notFound.basis],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị giao rừng, cho thuê rừng theo Mẫu số 12 Phụ lục IIA ban hành kèm theo Nghị định số 42/2026/NĐ-CP (cộng đồng dân cư)',
      originals: 1,
    },
    request2: {
      name: 'Văn bản đề nghị giao rừng, cho thuê rừng theo Mẫu số 11 Phụ lục IIA ban hành kèm theo Nghị định số 42/2026/NĐ-CP (cá nhân)',
      originals: 1,
    },
    request3: {
      name: 'Văn bản đề nghị giao rừng, cho thuê rừng theo Mẫu số 13 Phụ lục IIA ban hành kèm theo Nghị định số 42/2026/NĐ-CP (tổ chức)',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeInspecting({
    by: 'economy',
    result: 'Quyết định giao rừng, cho thuê rừng theo Mẫu số 14 (cá nhân, cộng đồng dân cư)',
    total: workingDays(20),
  }),
})
