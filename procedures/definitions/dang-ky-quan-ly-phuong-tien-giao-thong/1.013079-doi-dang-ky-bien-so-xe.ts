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
  code: '1.013079',
  name: 'Đổi chứng nhận đăng ký xe, biển số xe bằng dịch vụ công trực tuyến một phần hoặc trực tiếp thực hiện tại cấp trung ương, cấp tỉnh, cấp xã',
  field: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  edition: '2025-07-01',
  basis: documents('36/2024/QH15', '06/2025/TT-BTC', '13/2025/TT-BCA', '79/2024/TT-BCA', '60/2023/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1383/QĐ-BCA',
  assumed: [formAssumed, longestTime, competenceSplit, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Giấy khai đăng ký xe (theo mẫu ĐKX10/79 ban hành kèm theo Thông tư số 13/2025/TT-BCA ngày 28/02/2025 của Bộ trưởng Bộ Công an)',
      originals: 1,
    },
    certificate: {
      name: 'Một số giấy tờ khác: a Xe cải tạo thay đổi tổng thành máy, tổng thành khung thì phải có thêm chứng nhận nguồn gốc, chứng từ nộp lệ phí trước bạ, chứng từ chuyển quyền sở hữu của tổng thành máy',
      originals: 1,
    },
    certificate2: {
      name: 'Chứng nhận đăng ký xe (trường hợp đổi chứng nhận đăng ký xe) hoặc biển số xe (trường hợp đổi biển số xe)',
      sometimes: true,
      originals: 1,
    },
    documents: { name: 'Giấy tờ của chủ xe theo quy định', originals: 1 },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Biển số xe', total: workingDays(7) }),
})
