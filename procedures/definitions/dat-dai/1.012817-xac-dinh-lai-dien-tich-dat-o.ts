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
  code: '1.012817',
  name: 'Xác định lại diện tích đất ở của hộ gia đình, cá nhân đã được cấp Giấy chứng nhận trước ngày 01 tháng 7 năm 2004',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '101/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất', originals: 1, copies: 1 },
    certificate: { name: 'Bản gốc Giấy chứng nhận đã cấp', originals: 1, copies: 1 },
    letter: {
      name: 'Văn bản về việc đại diện theo quy định của pháp luật về dân sự đối với trường hợp thực hiện thủ tục đăng ký đất đai, tài sản gắn liền với đất thông qua người đại diện',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận quyền sử dụng đất', total: workingDays(30) }),
})
