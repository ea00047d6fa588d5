import {
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  land,
  longestTime,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013952',
  name: 'Điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất do thay đổi căn cứ quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất; điều chỉnh thời hạn sử dụng đất của dự án đầu tư',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị điều chỉnh quyết định giao đất/cho thuê đất/cho phép chuyển mục đích sử dụng đất',
      originals: 1,
      copies: 1,
    },
    request2: {
      name: 'Đơn đề nghị điều chỉnh thời hạn sử dụng đất của dự án đầu tư',
      originals: 1,
      copies: 1,
    },
    decision: {
      name: 'Văn bản của cơ quan nhà nước có thẩm quyền có nội dung làm thay đổi căn cứ quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất',
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Văn bản của cơ quan có thẩm quyền cho phép thay đổi thời hạn hoạt động của dự án đầu tư theo quy định của pháp luật về đầu tư',
      originals: 1,
      copies: 1,
    },
    decision2: {
      name: 'Quyết định giao đất, quyết định cho thuê đất, quyết định cho phép chuyển mục đích sử dụng đất của cơ quan nhà nước có thẩm quyền theo quy định của pháp luật về đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    landTitle: {
      name: 'Một trong các giấy tờ sau đây: Một trong các giấy chứng nhận: Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất là chứng thư pháp lý',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...land({
    result: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    total: days(15),
  }),
})
