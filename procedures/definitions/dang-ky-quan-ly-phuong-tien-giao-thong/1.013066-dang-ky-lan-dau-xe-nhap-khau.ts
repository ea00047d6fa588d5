import {
  competenceSplit,
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
  code: '1.013066',
  name: 'Đăng ký xe lần đầu trực tuyến toàn trình đối với xe nhập khẩu thực hiện tại cấp tỉnh, cấp xã',
  field: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  edition: '2025-07-01',
  basis: documents('36/2024/QH15', '79/2024/TT-BCA', '60/2023/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1383/QĐ-BCA',
  assumed: [formAssumed, longestTime, competenceSplit, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    payment: { name: 'Giấy tờ của xe (sử dụng dữ liệu điện tử của Hóa đơn điện tử)', originals: 1 },
    declaration: {
      name: 'Giấy khai đăng ký xe (mẫu ĐKX10/79 ban hành kèm theo Thông tư số 13/2025/TT-BCA ngày 28/02/2025 của Bộ trưởng Bộ Công an)',
      originals: 1,
    },
    identity: {
      name: 'Giấy tờ của chủ xe: sử dụng Ứng dụng định danh điện tử mức độ 2 để đăng nhập trên Cổng dịch vụ công hoặc Ứng dụng định danh quốc gia',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Biển số xe', total: workingDays(7) }),
})
