import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  lapsedLeftOut,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002649',
  name: 'Thông báo bổ sung, cập nhật thông tin trong hồ sơ đăng ký hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, lapsedLeftOut, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: { name: 'Thông báo đề nghị bổ sung, cập nhật thông tin', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký hợp tác xã', total: workingDays(3) }),
})
