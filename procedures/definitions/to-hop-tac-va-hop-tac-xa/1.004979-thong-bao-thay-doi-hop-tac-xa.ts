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
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004979',
  name: 'Thông báo thay đổi nội dung đăng ký hợp tác xã, liên hiệp hợp tác xã; Thông báo thay đổi nội dung đăng ký đối với hợp tác xã, liên hiệp hợp tác xã bị tách, nhận sáp nhập',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc thay đổi ngành, nghề kinh doanh',
      copies: 1,
    },
    copy: {
      name: 'Bản sao hoặc bản chính nghị quyết của Đại hội thành viên về việc thay đổi ngành, nghề kinh doanh',
      copies: 1,
    },
    paper: { name: 'Thông báo thay đổi nội dung đăng ký hợp tác xã, liên hiệp hợp tác xã', originals: 1 },
    list: {
      name: 'Danh sách thành viên chính thức, thành viên liên kết góp vốn là tổ chức kinh tế có vốn đầu tư nước ngoài, cá nhân là nhà đầu tư nước ngoài sau khi thay đổi',
      sometimes: true,
      originals: 1,
    },
    letter: {
      name: 'Bản sao văn bản của cơ quan đăng ký đầu tư chấp thuận về việc góp vốn, mua cổ phần, mua phần vốn góp của nhà đầu tư nước ngoài, tổ chức kinh tế có vốn đầu tư nước ngoài đối',
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
