import { documents, formAssumed, free, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.013313',
  name: 'Xác nhận nơi thường xuyên đậu, đỗ; sử dụng phương tiện vào mục đích để ở',
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
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1523/QĐ-BCA-C06',
  assumed: [formAssumed],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị xác nhận nơi thường xuyên đậu, đỗ; sử dụng phương tiện vào mục đích để ở (Mẫu số 01 ban hành kèm theo Nghị định số 154/2024/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...police({
    result: 'Xác nhận nơi thường xuyên đậu, đỗ; sử dụng phương tiện vào mục đích để ở',
    total: workingDays(2),
  }),
})
