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
  code: '1.003930',
  name: 'Cấp lại Giấy chứng nhận đăng ký phương tiện',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('09/2025/TT-BXD', '60/2024/TT-BGTVT', '198/2016/TT-BTC', '75/2014/TT-BGTVT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 902/QĐ-BXD',
  assumed: [formAssumed, districtStillNamed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp lại Giấy chứng nhận đăng ký phương tiện thủy nội địa theo quy định',
      originals: 1,
    },
    certificate: {
      name: 'Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện còn hiệu lực đối với phương tiện thuộc diện đăng kiểm để cơ quan đăng ký phương tiện kiểm tra',
      sometimes: true,
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
