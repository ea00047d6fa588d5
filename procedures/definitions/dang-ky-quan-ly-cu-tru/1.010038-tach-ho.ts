import {
  article,
  documents,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010038',
  name: 'Tách hộ',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '62/2021/NĐ-CP',
    '66.7/2025/NQ-CP',
    '53/2025/TT-BCA',
    '54/2025/TT-BCA',
    '17/2024/TT-BCA',
    '66/2023/TT-BCA',
    '75/2022/TT-BTC',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
    '57/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 9354/QĐ-BCA-C06',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    divorce: {
      name: 'Giấy tờ, tài liệu chứng minh việc ly hôn và việc tiếp tục được sử dụng chỗ ở hợp pháp đó',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('68/2020/QH14', 25, 2),
    },
  },
  feeDong: { online: 5_000, counter: 10_000, post: null },
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu về cư trú', total: workingDays(5) }),
})
