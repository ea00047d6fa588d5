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
  code: '1.003677',
  name: 'Khai báo tạm vắng',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '53/2025/TT-BCA',
    '54/2025/TT-BCA',
    '17/2024/TT-BCA',
    '66/2023/TT-BCA',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
    '57/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 9354/QĐ-BCA-C06',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: { name: 'Đề nghị khai báo tạm vắng', originals: 1 },
    drawing: {
      name: 'Văn bản đồng ý của cơ quan có thẩm quyền giám sát, quản lý, giáo dục người đó',
      originals: 1,
    },
    identity: {
      name: 'Nội dung khai báo tạm vắng gồm: họ và tên, số định danh cá nhân hoặc số Chứng minh nhân dân, số hộ chiếu của người khai báo tạm vắng; lý do tạm vắng; thời gian tạm vắng; địa chỉ nơi đến',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({
    result: 'Thông báo kết quả giải quyết thủ tục về cư trú, hủy bỏ thủ tục về cư trú',
    total: workingDays(2),
  }),
})
