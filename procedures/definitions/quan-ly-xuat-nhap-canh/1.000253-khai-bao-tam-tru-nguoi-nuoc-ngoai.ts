import {
  days,
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.000253',
  name: 'Khai báo tạm trú cho người nước ngoài tại Việt Nam bằng Phiếu khai báo tạm trú',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents('47/2014/QH13', '53/2016/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ/0001-BCA',
  assumed: [formAssumed, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: { name: 'Phiếu khai báo tạm trú cho người nước ngoài (mẫu NA17)', originals: 1 },
  },
  feeDong: feeNotFound,
  ...police({
    result:
      'Phiếu khai báo tạm trú được cơ quan Công an xác nhận và các thông tin khai báo tạm trú đã được tiếp nhận ghi vào sổ trực ban của Công an cấp xã',
    total: days(7),
  }),
})
