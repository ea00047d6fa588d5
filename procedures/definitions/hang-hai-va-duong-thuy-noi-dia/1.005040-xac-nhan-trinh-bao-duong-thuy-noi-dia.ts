import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingHours,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.005040',
  name: 'Xác nhận trình báo đường thủy nội địa hoặc trình báo đường thủy nội địa bổ sung',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('23/2004/QH11', '09/2025/TT-BXD', '43/2024/TT-BTC', '248/2016/TT-BTC', '69/2014/TT-BGTVT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 902/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    paper: { name: 'Trình báo đường thủy nội địa', originals: 2 },
    drawing: {
      name: 'Bản sao Tự họa có mô tả sơ đồ vị trí xảy ra tai nạn, sự cố và đính kèm hình ảnh (nếu có)',
      sometimes: true,
      copies: 2,
    },
    paper2: { name: 'Bản trích sao Nhật ký hàng hải những phần có liên quan đến vụ việc', copies: 2 },
    paper3: { name: 'Bản trích sao Hải đồ liên quan đến vụ việc', copies: 2 },
    drawing2: {
      name: 'Đối với phương tiện thủy nội địa, tàu cá: Bản sao Tự họa có mô tả sơ đồ vị trí xảy ra tai nạn, sự cố và đính kèm hình ảnh (nếu có)',
      sometimes: true,
      originals: 1,
    },
    confirmation: {
      name: 'Ngoài số lượng trình báo đường thủy nội địa được quy định nói trên, thuyền trưởng hoặc người lái phương tiện có thể đề nghị xác nhận thêm các bản khác có cùng nội dung, nếu thấy cần thiết',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Xác nhận việc trình báo đường thủy nội địa', total: workingHours(2) }),
})
