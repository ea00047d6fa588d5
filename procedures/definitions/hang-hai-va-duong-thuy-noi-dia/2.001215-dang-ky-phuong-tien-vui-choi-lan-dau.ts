import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001215',
  name: 'Đăng ký phương tiện hoạt động vui chơi, giải trí dưới nước lần đầu',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '19/2024/NĐ-CP', '48/2019/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị đăng ký phương tiện', originals: 1 },
    certificate: {
      name: 'Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm',
      sometimes: true,
      originals: 1,
    },
    licence: {
      name: 'Giấy phép hoặc tờ khai phương tiện nhập khẩu theo quy định của pháp luật đối với phương tiện được nhập khẩu',
      sometimes: true,
      originals: 1,
    },
    agreement: {
      name: 'Giấy tờ chứng minh quyền sở hữu phương tiện: Hợp đồng mua bán hoặc hợp đồng đóng mới phương tiện hoặc các giấy tờ khác có giá trị tương đương',
      originals: 1,
    },
    residence: {
      name: 'Giấy tờ chứng minh được phép hoạt động và có trụ sở tại Việt Nam đối với tổ chức nước ngoài hoặc giấy tờ chứng minh được phép cư trú tại Việt Nam đối với cá nhân nước ngoài',
      sometimes: true,
      originals: 1,
    },
    payment: {
      name: 'Biên lai nộp lệ phí trước bạ (bản chính hoặc bản điện tử hoặc bản sao điện tử) đối với phương tiện thuộc diện phải nộp lệ phí trước bạ',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký phương tiện', total: workingDays(3) }),
})
