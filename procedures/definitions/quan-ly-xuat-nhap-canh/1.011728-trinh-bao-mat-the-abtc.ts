import {
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.011728',
  name: 'Trình báo mất thẻ ABTC (thực hiện tại cấp xã)',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents('49/2019/QH14', '09/2023/QĐ-TTg'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4977/QĐ-BCA',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Đơn trình báo mất thẻ ABTC (mẫu TK07) ban hành kèm theo Quyết định số 09/2023/QĐ-TTg ngày 12/4/2023 của Thủ tướng Chính phủ',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({
    result:
      'Thông báo của Cục Quản lý xuất nhập cảnh về việc giải quyết đơn trình báo mất thẻ ABTC (mẫu CV05)',
    total: workingDays(3),
  }),
})
