import {
  commune,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013965',
  name: 'Sử dụng đất kết hợp đa mục đích, gia hạn phương án sử dụng đất kết hợp đa mục đích',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị sử dụng đất kết hợp đa mục đích', originals: 1, copies: 1 },
    request2: { name: 'Văn bản đề nghị gia hạn phương án sử dụng đất kết hợp', originals: 1, copies: 1 },
    scheme: { name: 'Phương án sử dụng đất kết hợp', originals: 1, copies: 1 },
    landTitle: {
      name: 'Giấy chứng nhận đã cấp hoặc một trong các loại giấy tờ về quyền sử dụng đất theo quy định của pháp luật (nếu có)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Phương án sử dụng đất kết hợp đối với trường hợp phê duyệt lần đầu',
    total: days(25),
  }),
})
