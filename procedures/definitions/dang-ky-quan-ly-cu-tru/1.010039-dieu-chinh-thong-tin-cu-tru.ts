import { documents, formAssumed, free, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.010039',
  name: 'Điều chỉnh thông tin về cư trú trong Cơ sở dữ liệu về cư trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
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
  assumed: [formAssumed],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    paper: { name: 'Thông tin về sự thay đổi trong Cơ sở dữ liệu hộ tịch điện tử', originals: 1 },
  },
  feeDong: free,
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu quốc gia về dân cư', total: workingDays(3) }),
})
