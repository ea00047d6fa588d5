import { count, document, dong, optional, procedure, text, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '0.000002',
  name: 'Chi trả trợ cấp, phụ cấp ưu đãi người có công hằng tháng',
  field: 'Nội bộ',
  internal: true,
  edition: '2025-03-01',
  basis: [
    document('02/2020/UBTVQH14', 'ưu đãi người có công với cách mạng'),
    document('44/2022/TT-BTC', 'quản lý và sử dụng kinh phí thực hiện chính sách ưu đãi người có công'),
  ],
  source: 'Quy trình nội bộ của hệ thống: lập, chuẩn bị, thẩm định, duyệt chi, chi trả, báo cáo',
  assumed: [
    'Mã 0.000002 là mã nội bộ của hệ thống, không phải mã của Cơ sở dữ liệu quốc gia về thủ tục hành chính.',
    'Thời hạn của các bước do hệ thống đặt; không văn bản nào quy định.',
    'Người lập, người thẩm định và người duyệt chi là ba người khác nhau.',
    'Căn cứ chi gộp hai tháng do người lập nhập; căn cứ của Hà Nội cho tháng 6 và tháng 7 năm 2025 không tìm thấy nguồn.',
  ],
  connecting: 'seat',
  form: {
    periods: text('Các kỳ chi trả, ví dụ 2025-06 2025-07', 100),
    knownAt: text('Thời điểm của dữ liệu dùng để lập, kèm múi giờ', 40),
    payees: count('Số lệnh chi', 1, 10_000_000),
    amountDong: dong('Tổng số tiền'),
    totalsHash: text('Mã băm SHA-256 của bảng tổng theo đơn vị và chế độ', 64),
    together: optional(text('Căn cứ chi trả nhiều kỳ cùng một lần', 500)),
  },
  papers: {
    changes: { name: 'Danh sách tăng, giảm đối tượng và kinh phí chi trả', copies: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(10),
  steps: {
    propose: {
      do: 'receive',
      name: 'Lập đợt chi trả',
      by: 'specialist',
      at: 'department',
      within: workingDays(1),
    },
    prepare: {
      do: 'byHand',
      name: 'Chuẩn bị lệnh chi',
      workflow: 'payoutPreparation',
      within: workingDays(1),
      outcomes: { prepared: 'next', changed: 'refuse' },
      because:
        'Hệ thống lập các dòng phải trả và lệnh chi từ dữ liệu đã ghi; không cán bộ nào quyết định ở bước này',
    },
    check: {
      do: 'review',
      name: 'Thẩm định đợt chi trả',
      by: 'specialist',
      at: 'department',
      within: workingDays(2),
      notBy: ['propose'],
    },
    release: {
      do: 'sign',
      name: 'Duyệt chi',
      by: 'director',
      at: 'department',
      within: workingDays(2),
      backTo: 'check',
      notBy: ['propose', 'check'],
    },
    pay: {
      do: 'byHand',
      name: 'Chi trả',
      workflow: 'payoutRun',
      pays: 'payoutRun',
      within: workingDays(4),
      outcomes: { paid: 'next' },
      because: 'Từng trang lệnh chi được gửi ngân hàng và đối chiếu; không cán bộ nào quyết định ở bước này',
    },
    issue: {
      do: 'issue',
      name: 'Báo cáo',
      result: 'Báo cáo kết quả chi trả',
    },
  },
  examples: [
    { path: 'propose prepare check release pay issue', ends: 'issued', spent: workingDays(10) },
    {
      path: 'propose prepare check release:returned check release pay:late pay issue',
      ends: 'issued',
      spent: workingDays(14),
    },
    { path: 'propose prepare:changed', ends: 'refused', spent: workingDays(2) },
    { path: 'propose prepare check:refused', ends: 'refused', spent: workingDays(4) },
    { path: 'propose prepare check release:refused', ends: 'refused', spent: workingDays(6) },
  ],
})
