import {
  commune,
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
  code: '1.014259',
  name: 'Quyết toán tiền cấp quyền khai thác khoáng sản (cấp Xã)',
  field: 'Địa chất và khoáng sản',
  edition: '2025-07-01',
  basis: documents(
    '54/2024/QH15',
    '21/2026/NĐ-CP',
    '193/2025/NĐ-CP',
    '04/2026/TT-BNNMT',
    '36/2025/TT-BNNMT',
    '38/2025/TT-BNNMT',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 279/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị quyết toán tiền cấp quyền khai thác khoáng sản',
      originals: 1,
    },
    declaration: {
      name: 'Bản kê khai thông tin quyết toán tiền cấp quyền khai thác khoáng sản',
      originals: 1,
    },
    report: {
      name: 'Báo cáo thống kê, kiểm kê trữ lượng, khối lượng khoáng sản đã khai thác, trữ lượng',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Thông báo quyết toán tiền cấp quyền khai thác khoáng sản',
    total: days(90),
  }),
})
