import {
  competenceSplit,
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
  code: '1.012575',
  name: 'Đăng ký xe lần đầu trực tuyến toàn trình đối với xe sản xuất lắp ráp trong nước thực hiện tại cấp tỉnh, cấp xã',
  field: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  edition: '2025-07-01',
  basis: documents('36/2024/QH15', '06/2025/TT-BTC', '13/2025/TT-BCA', '79/2024/TT-BCA', '60/2023/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1383/QĐ-BCA',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Giấy khai đăng ký xe (mẫu ĐKX10/79 ban hành kèm theo Thông tư số 13/2025/TT-BCA ngày 28/02/2025 của Bộ trưởng Bộ Công an)',
      originals: 1,
    },
    identity: {
      name: 'Giấy tờ của chủ xe: sử dụng Ứng dụng định danh điện tử mức độ 2 để đăng nhập trên Cổng dịch vụ công hoặc Ứng dụng định danh quốc gia',
      originals: 1,
    },
    sheet: {
      name: 'Giấy tờ của xe (sử dụng dữ liệu điện tử của Phiếu kiểm tra chất lượng xuất xưởng)',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Giấy chứng nhận đăng ký xe', total: workingDays(2) }),
})
