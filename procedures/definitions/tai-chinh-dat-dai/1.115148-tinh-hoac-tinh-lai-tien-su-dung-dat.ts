import {
  competenceSplit,
  dayNotFound,
  documents,
  feeNotFound,
  formAssumed,
  land,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.115148',
  name: 'Thủ tục tính hoặc tính lại tiền sử dụng đất theo quy định tại các điểm a, b, c và d khoản 2 Điều 12 Nghị định số 50/2026/NĐ-CP ngày 31/01/2026 của Chính phủ',
  field: 'Tài chính đất đai',
  edition: '2025-07-01',
  basis: documents('254/2025/QH15', '50/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1037/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.time, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị tính hoặc tính lại tiền sử dụng đất', originals: 1 },
  },
  feeDong: feeNotFound,
  ...land({
    result:
      'Thông báo nộp tiền sử dụng đất hoặc thông báo điều chỉnh thông báo nộp tiền sử dụng đất gửi cho người sử dụng đất',
  }),
})
