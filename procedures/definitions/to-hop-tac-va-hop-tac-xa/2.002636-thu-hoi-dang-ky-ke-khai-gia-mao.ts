import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002636',
  name: 'Đề nghị thu hồi Giấy chứng nhận đăng ký tổ hợp tác, Giấy chứng nhận đăng ký hợp tác xã, Giấy chứng nhận đăng ký chi nhánh, văn phòng đại diện đối với trường hợp nội dung kê khai trong hồ sơ đăng ký thành lập là giả mạo',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị thu hồi Giấy chứng nhận đăng ký tổ hợp tác, hợp tác xã, chi nhánh, văn phòng đại diện',
      originals: 1,
    },
    letter: {
      name: 'Bản sao văn bản của cơ quan nhà nước có thẩm quyền cấp văn bản trả lời văn bản do cơ quan đó cấp bị giả mạo',
      originals: 1,
    },
    letter2: {
      name: 'Bản sao văn bản trả lời của cơ quan công an về việc nội dung kê khai trong hồ sơ đăng ký tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã là giả mạo',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Quyết định thu hồi Giấy chứng nhận đăng ký tổ hợp tác, hợp tác xã, chi nhánh, văn phòng đại diện',
    total: workingDays(3),
  }),
})
