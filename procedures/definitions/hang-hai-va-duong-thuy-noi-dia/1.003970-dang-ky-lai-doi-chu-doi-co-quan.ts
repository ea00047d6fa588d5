import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003970',
  name: 'Đăng ký lại phương tiện trong trường hợp chuyển quyền sở hữu phương tiện đồng thời thay đổi cơ quan đăng ký phương tiện',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('09/2025/TT-BXD', '60/2024/TT-BGTVT', '198/2016/TT-BTC', '75/2014/TT-BGTVT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 902/QĐ-BXD',
  assumed: [formAssumed, districtStillNamed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị đăng ký lại phương tiện thủy nội địa theo quy định', originals: 1 },
    certificate: {
      name: 'Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    agreement: {
      name: 'Hợp đồng mua bán phương tiện hoặc quyết định điều chuyển phương tiện của cơ quan có thẩm quyền hoặc giấy tờ khác chứng minh phương tiện được cho, tặng, thừa kế theo quy định của pháp luật',
      originals: 1,
      copies: 1,
    },
    payment: {
      name: 'Biên lai nộp lệ phí trước bạ (bản chính hoặc bản sao có chứng thực hoặc bản sao điện tử được chứng thực từ bản chính hoặc bản sao điện tử được cấp từ sổ gốc)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: { online: 70_000, counter: 70_000, post: 70_000 },
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận đăng ký phương tiện thủy nội địa',
    total: workingDays(2),
  }),
})
