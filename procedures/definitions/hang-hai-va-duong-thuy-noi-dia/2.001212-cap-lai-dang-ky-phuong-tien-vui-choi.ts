import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001212',
  name: 'Cấp lại Giấy chứng nhận đăng ký phương tiện hoạt động vui chơi, giải trí dưới nước',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp lại Giấy chứng nhận đăng ký phương tiện theo Mẫu và nộp lại Giấy chứng nhận đăng ký phương tiện đã được cấp trước đó',
      originals: 1,
    },
    request2: {
      name: 'Đơn đề nghị cấp lại Giấy chứng nhận đăng ký phương tiện theo Mẫu, trong đó nêu rõ lý do và chịu trách nhiệm về tính trung thực nội dung khai báo',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký phương tiện', total: workingDays(3) }),
})
