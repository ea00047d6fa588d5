import {
  commune,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013979',
  name: 'Tặng cho quyền sử dụng đất cho Nhà nước hoặc cộng đồng dân cư hoặc mở rộng đường giao thông đối với trường hợp thửa đất chưa được cấp Giấy chứng nhận',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '101/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime],
  connecting: 'object',
  form: siteForm,
  papers: {
    landTitle: {
      name: 'Văn bản tặng cho quyền sử dụng đất hoặc biên bản họp giữa đại diện thôn, ấp, làng, bản, buôn, bom, phum, sóc, tổ dân phố, điểm dân cư với người sử dụng đất về việc tặng cho quyền sử dụng đất',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Chỉnh lý, cập nhật vào hồ hơ địa chính, cơ sở dữ liệu đất đai',
    total: workingDays(20),
  }),
})
