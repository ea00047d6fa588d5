import {
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingHours,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001159',
  name: 'Thông báo lưu trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '62/2021/NĐ-CP',
    '53/2025/TT-BCA',
    '54/2025/TT-BCA',
    '17/2024/TT-BCA',
    '66/2023/TT-BCA',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
    '57/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 9354/QĐ-BCA-C06',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    medical: {
      name: 'Khi có người đến lưu trú, đại diện hộ gia đình, cơ sở khám bệnh, chữa bệnh, cơ sở lưu trú du lịch, cơ sở lưu trú ở khu công nghiệp',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu về cư trú', total: workingHours(1) }),
})
