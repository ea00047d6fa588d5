import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002640',
  name: 'Hiệu đính, cập nhật, bổ sung thông tin đăng ký tổ hợp tác',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, competenceSplit],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Văn bản đề nghị bổ sung, hiệu đính', originals: 1 },
    request2: { name: 'Văn bản đề nghị hiệu đính thông tin', originals: 1 },
    certificate: { name: 'Bản sao Giấy chứng nhận đăng ký thuế', copies: 1 },
    copy: { name: 'Bản sao thông báo thành lập/thay đổi tổ hợp tác', copies: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Thông báo bằng văn bản nội dung cần sửa đổi, bổ sung của Cơ quan đăng ký kinh doanh cấp xã',
    total: workingDays(3),
  }),
})
