import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001218',
  name: 'Công bố mở, cho phép hoạt động tại vùng nước khác không thuộc vùng nước trên tuyến đường thủy nội địa, vùng nước cảng biển hoặc khu vực hàng hải, được đánh dấu, xác định vị trí bằng phao hoặc cờ hiệu có màu sắc dễ quan sát',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    drawing: {
      name: 'Bản chính hoặc bản điện tử hoặc bản sao điện tử sơ đồ vị trí thiết lập báo hiệu đối',
      originals: 1,
      copies: 1,
    },
    original: { name: 'Bản chính hoặc biểu mẫu điện tử Đơn đề nghị', originals: 1 },
    scheme: {
      name: 'Bản chính hoặc bản điện tử hoặc bản sao điện tử Phương án bảo đảm an ninh, an toàn, cứu hộ, cứu nạn và ngăn ngừa ô nhiễm môi trường',
      originals: 1,
      copies: 1,
    },
    drawing2: {
      name: 'Bản chính hoặc bản điện tử hoặc bản sao điện tử bản vẽ hoàn công công trình, bao gồm cả hải đồ hoặc bản đồ thể hiện vị trí',
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Bản sao có chứng thực hoặc bản điện tử hoặc bản sao điện tử quyết định phê duyệt dự án (nếu có)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định công bố mở, cho phép hoạt động vui chơi giải trí tại vùng 2',
    total: workingDays(5),
  }),
})
