import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001659',
  name: 'Xóa đăng ký phương tiện',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('09/2025/TT-BXD', '60/2024/TT-BGTVT', '75/2014/TT-BGTVT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 902/QĐ-BXD',
  assumed: [formAssumed, districtStillNamed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị xóa đăng ký phương tiện thủy nội địa theo quy định', originals: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận xóa đăng ký phương tiện thủy nội địa',
    total: workingDays(2),
  }),
})
