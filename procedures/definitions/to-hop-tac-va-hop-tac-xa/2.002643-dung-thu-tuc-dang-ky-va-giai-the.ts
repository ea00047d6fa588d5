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
  code: '2.002643',
  name: 'Dừng thực hiện thủ tục đăng ký tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã; Dừng thực hiện thủ tục giải thể hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4167/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: {
      name: 'Đối với trường hợp dừng thực hiện thủ tục đăng ký hợp tác xã, liên hiệp hợp tác xã: Giấy đề nghị dừng thực hiện thủ tục đăng ký hợp tác xã',
      sometimes: true,
      originals: 1,
    },
    letter: {
      name: 'Đối với trường hợp dừng thực hiện thủ tục đăng ký tổ hợp tác: Văn bản đề nghị dừng thực hiện thủ tục đăng ký tổ hợp tác',
      sometimes: true,
      originals: 1,
    },
    paper2: { name: 'Nghị quyết của Đại hội thành viên về việc hủy bỏ nghị quyết giải thể', originals: 1 },
    paper3: { name: 'Thông báo về việc hủy bỏ nghị quyết giải thể', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Thông báo dừng thực hiện thủ tục đăng ký cho hợp tác xã, liên hiệp hợp tác xã và hủy hồ sơ theo quy trình trên Hệ thống thông tin đăng ký hợp tác xã',
    total: workingDays(3),
  }),
})
