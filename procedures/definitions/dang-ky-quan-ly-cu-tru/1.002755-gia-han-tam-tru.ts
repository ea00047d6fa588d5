import {
  documents,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.002755',
  name: 'Gia hạn tạm trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '154/2024/NĐ-CP',
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
      name: 'Tờ khai thay đổi thông tin cư trú (của từng người) (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    request: {
      name: 'Văn bản đề nghị gia hạn tạm trú trong đó ghi rõ thông tin về chỗ ở hợp pháp kèm danh sách người gia hạn tạm trú. Danh sách bao gồm những thông tin cơ bản của từng người: họ, chữ đệm và tên',
      originals: 1,
    },
    declaration2: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    declaration3: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2023/TT-BCA)',
      originals: 1,
    },
    residence: {
      name: 'Đối với Quân đội nhân dân: Giấy giới thiệu đăng ký thường trú của đơn vị cấp trung đoàn và tương đương trở lên',
      sometimes: true,
      originals: 1,
    },
    residence2: {
      name: 'Đối với Công an nhân dân: Giấy giới thiệu của Thủ trưởng đơn vị quản lý trực tiếp ghi rõ nội dung để làm thủ tục gia hạn tạm trú và đơn vị có chỗ ở cho cán bộ chiến sĩ (ký tên, đóng dấu)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 5_000, counter: 10_000, post: null },
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu quốc gia về dân cư', total: workingDays(3) }),
})
