import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002639',
  name: 'Đăng ký thay đổi nội dung đăng ký tổ hợp tác',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký tổ hợp tác', originals: 1 },
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp thành viên tổ hợp tác về việc thay đổi người đại diện',
      copies: 1,
    },
    authorisation: {
      name: 'Bản sao hoặc bản chính văn bản ủy quyền của thành viên tổ hợp tác cho một cá nhân hoặc một pháp nhân làm người đại diện mới của tổ hợp tác',
      sometimes: true,
      copies: 1,
    },
    minutes2: {
      name: 'Bản sao hoặc bản chính biên bản họp thành viên tổ hợp tác về việc thay đổi nội dung đăng ký tổ hợp tác',
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Giấy xác nhận về việc thay đổi nội dung đăng ký tổ hợp tác',
    total: workingDays(3),
  }),
})
