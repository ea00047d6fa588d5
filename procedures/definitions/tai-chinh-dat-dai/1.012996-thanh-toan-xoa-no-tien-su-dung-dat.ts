import {
  competenceSplit,
  documents,
  formAssumed,
  free,
  land,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012996',
  name: 'Thanh toán, xóa nợ tiền sử dụng đất đối với hộ gia đình, cá nhân được ghi nợ',
  field: 'Tài chính đất đai',
  edition: '2025-07-01',
  basis: documents('103/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2589/QĐ-BTC',
  assumed: [formAssumed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    landTitle: { name: 'Giấy chứng nhận quyền sử dụng đất (bản gốc)', originals: 1 },
    confirmation: {
      name: 'Chứng từ nộp tiền sử dụng đất (bản gốc) hoặc Thông báo về việc xác nhận việc hoàn thành nghĩa vụ tài chính về thu tiền sử dụng đất',
      originals: 1,
    },
  },
  feeDong: free,
  ...land({
    result:
      'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liên với đất trong đó có nội dung về số tiền sử dụng đất đã được xóa nợ',
    total: workingDays(1),
  }),
})
