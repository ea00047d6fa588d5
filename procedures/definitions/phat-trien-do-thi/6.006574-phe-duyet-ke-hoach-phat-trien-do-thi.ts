import {
  cityLevel,
  citySignOff,
  days,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '6.006574',
  name: 'Phê duyệt kế hoạch phát triển đô thị',
  field: 'Phát triển đô thị',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 308/QĐ-BXD',
  assumed: [formAssumed, cityLevel, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...citySignOff({
    by: 'economy',
    result: 'Quyết định phê duyệt kế hoạch phát triển đô thị',
    total: days(42),
  }),
})
