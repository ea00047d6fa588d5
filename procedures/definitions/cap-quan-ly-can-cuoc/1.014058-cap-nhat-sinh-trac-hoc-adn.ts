import {
  dayNotFound,
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
  code: '1.014058',
  name: 'Thu thập, cập nhật thông tin sinh trắc học về ADN vào Cơ sở dữ liệu về căn cước',
  field: 'Cấp, quản lý căn cước',
  edition: '2025-07-01',
  basis: documents(
    '190/2025/QH15',
    '26/2023/QH15',
    '70/2024/NĐ-CP',
    '53/2025/TT-BCA',
    '16/2024/TT-BCA',
    '17/2024/TT-BCA',
    '18/2024/TT-BCA',
    '66/2023/TT-BCA',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5710/QĐ-BCA-C06',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ, tài liệu có giá trị pháp lý xác thực kết quả xét nghiệm, phân tích, lưu trữ thông tin sinh trắc học về ADN của cơ quan, tổ chức',
      originals: 1,
    },
    identity: {
      name: 'Xuất trình thẻ căn cước của công dân để cơ quan Công an kiểm tra, xác định đúng người đề nghị thực hiện thủ tục',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({
    result:
      'Thông báo kết quả thu thập, cập nhật thông tin sinh trắc học về ADN vào Cơ sở dữ liệu về căn cước',
    total: workingDays(7),
  }),
})
