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
  code: '1.004982',
  name: 'Đăng ký giải thể hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: { name: 'Thông báo về việc giải thể hợp tác xã, liên hiệp hợp tác xã', originals: 1 },
    paper2: {
      name: 'Quyết định về việc thu hồi quỹ chung không chia, tài sản chung không chia của Ủy ban nhân dân cấp xã nơi hợp tác xã, liên hiệp hợp tác xã đặt trụ sở chính',
      originals: 1,
    },
    report: {
      name: 'Báo cáo về việc xử lý tài sản của hợp tác xã, liên hiệp hợp tác xã giải thể',
      originals: 1,
    },
    report2: {
      name: 'Báo cáo kết quả chuyển nhượng, thanh lý tài sản của hội đồng thanh lý tài sản chung không chia',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Đăng tải nghị quyết giải thể đồng thời thông báo tình trạng hợp tác xã, liên hiệp hợp tác xã đang làm thủ tục giải thể, tình trạng chi nhánh, văn phòng đại diện',
    total: workingDays(3),
  }),
})
