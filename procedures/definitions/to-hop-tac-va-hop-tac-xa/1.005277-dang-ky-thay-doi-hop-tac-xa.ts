import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  shortPapers,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.005277',
  name: 'Đăng ký thay đổi nội dung đăng ký hợp tác xã, liên hiệp hợp tác xã; Đăng ký thay đổi nội dung đối với trường hợp hợp tác xã, liên hiệp hợp tác xã bị tách, nhận sáp nhập',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, shortPapers, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký hợp tác xã, liên hiệp hợp tác xã',
      originals: 1,
    },
    copy: {
      name: 'Bản sao hoặc bản chính nghị quyết của Đại hội thành viên về việc thay đổi người đại diện theo pháp luật',
      copies: 1,
    },
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc thay đổi người đại diện theo pháp luật',
      copies: 1,
    },
    identity: {
      name: 'Danh sách, số định danh cá nhân của người đại diện theo pháp luật là người Việt Nam',
      originals: 1,
    },
    copy2: {
      name: 'Bản sao hoặc bản chính nghị quyết của Đại hội thành viên về việc thay đổi tên hợp tác xã, liên hiệp hợp tác xã',
      copies: 1,
    },
    minutes2: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc thay đổi tên hợp tác xã, liên hiệp hợp tác xã',
      copies: 1,
    },
    letter: {
      name: 'Bản sao văn bản của cơ quan đăng ký đầu tư chấp thuận về việc góp vốn, mua cổ phần, mua phần vốn góp của nhà đầu tư nước ngoài, tổ chức kinh tế có vốn đầu tư nước ngoài đối',
      copies: 1,
    },
    minutes3: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc thay đổi vốn điều lệ',
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Thông báo bằng văn bản nội dung cần sửa đổi, bổ sung của Cơ quan đăng ký kinh doanh cấp xã',
    total: workingDays(3),
  }),
})
