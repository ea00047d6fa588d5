import {
  citySignOff,
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '6.001435',
  name: 'Phê duyệt Đề án hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo trên địa bàn các huyện nghèo',
  field: 'Nhà ở và công sở',
  edition: '2025-07-01',
  basis: documents('01/2022/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 497/QĐ-BXD',
  assumed: [formAssumed, districtStillNamed, notFound.time, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...citySignOff({ by: 'economy', result: 'Đề án được phê duyệt' }),
})
