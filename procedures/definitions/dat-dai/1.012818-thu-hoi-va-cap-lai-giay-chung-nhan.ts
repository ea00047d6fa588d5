import {
  commune,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012818',
  name: 'Thu hồi Giấy chứng nhận đã cấp lần đầu không đúng quy định của pháp luật đất đai do người sử dụng đất, chủ sở hữu tài sản gắn liền với đất phát hiện và cấp lại Giấy chứng nhận sau khi thu hồi',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '101/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    certificate: { name: 'Giấy chứng nhận đã cấp (bản gốc)', originals: 1, copies: 1 },
    landTitle: {
      name: 'Văn bản kiến nghị việc cấp Giấy chứng nhận không đúng quy định của pháp luật đất đai',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    total: workingDays(35),
  }),
})
