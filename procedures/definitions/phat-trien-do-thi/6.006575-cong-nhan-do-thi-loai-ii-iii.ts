import {
  cityLevel,
  citySignOff,
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '6.006575',
  name: 'Công nhận đô thị loại II, loại III',
  field: 'Phát triển đô thị',
  edition: '2025-07-01',
  basis: documents('111/2025/UBTVQH15', '35/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 308/QĐ-BXD',
  assumed: [formAssumed, cityLevel, dayNotFound, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...citySignOff({
    by: 'economy',
    result: 'Quyết định công nhận đô thị loại II hoặc loại III',
    total: days(69),
  }),
})
