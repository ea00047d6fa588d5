import { documents, formAssumed, free, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.013314',
  name: 'Xác nhận về điều kiện diện tích bình quân nhà ở để đăng ký thường trú vào chỗ ở do thuê, mượn, ở nhờ; nhà ở, đất ở không có tranh chấp quyền sở hữu nhà ở, quyền sử dụng đất ở, không thuộc địa điểm không được đăng ký thường trú mới',
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
      name: 'Tờ khai xác nhận tình trạng chỗ ở hợp pháp, diện tích nhà ở tối thiểu để đăng ký thường trú, đăng ký tạm trú (Mẫu số 02 ban hành kèm theo Nghị định số 154/2024/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...police({
    result:
      'Xác nhận tình trạng chỗ ở hợp pháp, diện tích nhà ở tối thiểu để đăng ký thường trú, đăng ký tạm trú',
    total: workingDays(2),
  }),
})
