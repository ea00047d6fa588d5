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
  code: '1.010028',
  name: 'Xóa đăng ký tạm trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '154/2024/NĐ-CP',
    '53/2025/TT-BCA',
    '54/2025/TT-BCA',
    '17/2024/TT-BCA',
    '66/2023/TT-BCA',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
    '57/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1523/QĐ-BCA-C06',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    residence: {
      name: 'Thông tin chứng minh thuộc trường hợp xóa đăng ký tạm trú của công dân trong Cơ sở dữ liệu quốc gia, cơ sở dữ liệu chuyên ngành và cơ sở dữ liệu khác được kết nối, chia sẻ với cơ quan đăng ký cư trú',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu về cư trú', total: workingDays(2) }),
})
