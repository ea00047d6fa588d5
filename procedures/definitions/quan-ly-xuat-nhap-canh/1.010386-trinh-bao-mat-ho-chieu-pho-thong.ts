import {
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010386',
  name: 'Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp xã)',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents('49/2019/QH14', '31/2023/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5568/QĐ-BCA',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    identity: {
      name: '01 đơn trình báo mất hộ chiếu phổ thông (mẫu TK05) ban hành kèm theo Thông tư số 31/2023/TT-BCA ngày 20/7/2023 của Bộ Công an',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({
    result:
      'Thông báo của Cục Quản lý xuất nhập cảnh về việc giải quyết đơn trình báo mất hộ chiếu phổ thông (mẫu VB03) ban hành kèm theo Thông tư số 31/2023/TT-BCA ngày 20/7/2023 của Bộ Công an',
    total: workingDays(1),
  }),
})
