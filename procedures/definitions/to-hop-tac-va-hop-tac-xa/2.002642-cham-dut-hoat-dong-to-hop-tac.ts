import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  resultNamed,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002642',
  name: 'Chấm dứt hoạt động tổ hợp tác',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, resultNamed, competenceSplit],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    scheme: {
      name: 'Phương án giải quyết nợ (nếu có): Phương án giải quyết nợ phải có tên, địa chỉ của chủ nợ',
      sometimes: true,
      originals: 1,
    },
    minutes: {
      name: 'Biên bản họp thành viên tổ hợp tác về việc chấm dứt hoạt động của tổ hợp tác',
      originals: 1,
    },
    paper: { name: 'Thông báo chấm dứt hoạt động tổ hợp tác', originals: 1 },
    decision: {
      name: 'Quyết định về việc thu hồi quỹ chung, tài sản chung của Ủy ban nhân dân cấp xã nơi tổ hợp tác đặt trụ sở trong trường hợp tổ hợp tác có quỹ chung, tài sản chung có nguồn hỗ trợ toàn bộ từ Nhà nước',
      sometimes: true,
      originals: 1,
    },
    report: {
      name: 'Báo cáo kết quả chuyển nhượng, thanh lý tài sản của Hội đồng thanh lý tài sản chung trong trường hợp tổ hợp tác có quỹ chung, tài sản chung có nguồn hỗ trợ một phần của Nhà nước',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định về việc chấm dứt hoạt động tổ hợp tác',
    total: workingDays(3),
  }),
})
