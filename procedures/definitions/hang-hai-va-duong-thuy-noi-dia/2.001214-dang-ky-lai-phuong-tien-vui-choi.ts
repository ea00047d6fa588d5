import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001214',
  name: 'Đăng ký lại phương tiện hoạt động vui chơi, giải trí dưới nước',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị chuyển, nơi đăng ký nêu rõ nơi đăng ký mới và nộp lại Giấy chứng nhận đăng ký phương tiện đã được cấp trước đó',
      originals: 1,
    },
    request2: { name: 'Đơn đề nghị đăng ký phương tiện', originals: 1 },
    agreement: {
      name: 'Xuất trình giấy tờ chứng minh quyền sở hữu phương tiện theo quy định: Hợp đồng mua bán hoặc hợp đồng đóng mới phương tiện hoặc các giấy tờ khác có giá trị tương đương',
      originals: 1,
    },
    certificate: {
      name: 'Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm',
      sometimes: true,
      originals: 1,
    },
    certificate2: {
      name: 'Giấy chứng nhận đăng ký phương tiện đã được cấp trước đó, biên lai hoặc giấy chứng nhận đã nộp phí, lệ phí (nếu có)',
      sometimes: true,
      originals: 1,
    },
    certificate3: {
      name: 'Xuất trình Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm',
      sometimes: true,
      originals: 1,
    },
    certificate4: {
      name: 'Giấy chứng nhận đăng ký đã được cấp trước đó và xuất trình Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký phương tiện', total: workingDays(3) }),
})
