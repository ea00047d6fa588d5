import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001211',
  name: 'Xóa đăng ký phương tiện hoạt động vui chơi, giải trí dưới nước',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị xóa đăng ký phương tiện', originals: 1 },
    certificate: { name: 'Bản chính Giấy chứng nhận đăng ký phương tiện đã được cấp', originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận xóa đăng ký phương tiện', total: workingDays(2) }),
})
