import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001217',
  name: 'Đóng, không cho phép hoạt động tại vùng nước khác không thuộc vùng nước trên tuyến đường thủy nội địa, vùng nước cảng biển hoặc khu vực hàng hải, được đánh dấu, xác định vị trí bằng phao hoặc cờ hiệu có màu sắc dễ quan sát',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị theo Mẫu', originals: 1, copies: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định công bố đóng, không cho phép hoạt động vui chơi giải trí tại vùng 2',
    total: workingDays(2),
  }),
})
