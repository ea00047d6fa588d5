import {
  days,
  department,
  documents,
  formAssumed,
  notFound,
  procedure,
  shortPapers,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013239',
  name: 'Thẩm định Báo cáo nghiên cứu khả thi đầu tư xây dựng/Báo cáo nghiên cứu khả thi đầu tư xây dựng điều chỉnh',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: documents(
    '62/2020/QH14',
    '50/2014/QH13',
    '105/2025/NĐ-CP',
    '140/2025/NĐ-CP',
    '144/2025/NĐ-CP',
    '175/2024/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 864/QĐ-BXD',
  assumed: [formAssumed, shortPapers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    report: {
      name: 'Quyết định phê duyệt kết quả thẩm định báo cáo đánh giá tác động môi trường hoặc giấy phép môi trường theo quy định của pháp luật về bảo vệ môi trường (nếu có yêu cầu theo quy định)',
      sometimes: true,
      copies: 1,
    },
    submission: {
      name: 'Tờ trình thẩm định Báo cáo nghiên cứu khả thi đầu tư xây dựng/ Báo cáo nghiên cứu khả thi đầu tư xây dựng điều chỉnh theo Mẫu số 01 Phụ lục I Nghị định số 175/2024/NĐ-CP của Chính phủ',
      originals: 1,
    },
    letter: { name: 'Văn bản về chủ trương đầu tư xây dựng công trình', copies: 1 },
    project: {
      name: 'Các văn bản thỏa thuận, xác nhận về đấu nối hạ tầng kỹ thuật của dự án, văn bản chấp thuận độ cao công trình',
      copies: 1,
    },
    drawing: {
      name: 'Danh sách các nhà thầu kèm theo mã số chứng chỉ năng lực của nhà thầu khảo sát, nhà thầu lập thiết kế cơ sở, nhà thầu thẩm tra (nếu có)',
      sometimes: true,
      copies: 1,
    },
    drawing2: {
      name: 'Văn bản/quyết định phê duyệt và bản đồ, bản vẽ kèm theo (nếu có) của quy hoạch sử dụng làm căn cứ lập dự án theo quy định tại khoản 2 Điều 13 Nghị định số 175/2024/NĐ-CP',
      sometimes: true,
      copies: 1,
    },
    drawing3: {
      name: 'Quyết định lựa chọn phương án thiết kế kiến trúc thông qua thi tuyển và bản vẽ kèm theo (nếu có yêu cầu thi tuyển theo quy định)',
      sometimes: true,
      copies: 1,
    },
    documents: { name: 'Hồ sơ khảo sát xây dựng được phê duyệt', copies: 1 },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...department({
    result:
      'Văn bản thông báo kết quả thẩm định Báo cáo nghiên cứu khả thi đầu tư xây dựng/ Báo cáo nghiên cứu khả thi đầu tư xây dựng điều chỉnh theo Mẫu số 03 Phụ lục I Nghị định số 175/2024/NĐ-CP',
    total: days(35),
  }),
})
