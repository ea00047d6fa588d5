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
  code: '1.014836',
  name: 'Điều chỉnh ranh giới, diện tích khu rừng đặc dụng thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('42/2026/NĐ-CP', '156/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed, cityLevel, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị điều chỉnh ranh giới, diện tích khu rừng', originals: 1, copies: 1 },
    scheme: { name: 'Phương án điều chỉnh ranh giới, diện tích khu rừng', originals: 1, copies: 1 },
    submission: {
      name: 'Tờ trình đề nghị điều chỉnh ranh giới, diện tích khu rừng',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...citySignOff({
    by: 'economy',
    result: 'Quyết định điều chỉnh ranh giới, diện tích khu rừng',
    total: workingDays(23),
  }),
})
