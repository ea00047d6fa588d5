import {
  competenceSplit,
  documents,
  formAssumed,
  free,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013065',
  name: 'Thu hồi chứng nhận đăng ký xe, biển số xe thực hiện bằng dịch vụ công toàn trình',
  field: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  edition: '2025-07-01',
  basis: documents('36/2024/QH15', '13/2025/TT-BCA', '79/2024/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1383/QĐ-BCA',
  assumed: [formAssumed, competenceSplit],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Giấy khai thu hồi đăng ký, biển số xe (Mẫu ĐKX11 ban hành kèm theo Thông tư 79/2024/TT-BCA ngày 15/11/2024 của Bộ trưởng Bộ Công an)',
      originals: 1,
    },
    identity: { name: 'Giấy tờ của chủ xe (sử dụng tài khoản định danh mức độ 2)', originals: 1 },
  },
  feeDong: free,
  ...police({ result: 'Giấy chứng nhận thu hồi đăng ký, biển số xe', total: workingDays(1) }),
})
