import { choice, count, days, document, identityNumber, procedure, text, yesNo } from '../../kit/kit.ts'

export default procedure({
  code: '1.011607',
  name: 'Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: [document('24/2021/QĐ-TTg'), document('07/2021/TT-BLĐTBXH'), document('02/2022/TT-BLĐTBXH')],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [
    'Mười lăm ngày là ngày dương lịch, vì cùng trang viết “ngày làm việc” ở chỗ khác.',
    'Niêm yết 03 ngày làm việc được tính là 05 ngày dương lịch, đủ khi không có ngày lễ, để cộng được với các bước khác.',
    'Thời hạn của từng bước còn lại là phân chia nội bộ.',
    'Lập danh sách, rà soát (Phiếu A, Phiếu B) và họp dân là một bước; Ban Chỉ đạo rà soát là việc của Phòng Văn hóa - Xã hội.',
    'Phúc tra khi có khiếu nại (07 ngày làm việc) là rà soát lại; phần vượt quá được ghi bằng một lần hẹn lại.',
    'Chỉ công bố trực tiếp và bưu chính; nộp trực tuyến cũng ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    headName: text('Họ và tên chủ hộ'),
    headIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ'),
    residence: text('Nơi cư trú của hộ', 500),
    members: count('Số nhân khẩu', 1, 30),
    asks: choice('Đề nghị rà soát là', { poor: 'Hộ nghèo', nearPoor: 'Hộ cận nghèo' }),
    wasListed: yesNo('Đã từng được công nhận hộ nghèo hoặc hộ cận nghèo'),
    situation: text('Hoàn cảnh, thu nhập và thiếu hụt dịch vụ cơ bản', 2000),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị rà soát hộ nghèo, hộ cận nghèo (Mẫu số 01, 24/2021/QĐ-TTg)',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: days(15),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    inspect: {
      name: 'Rà soát, chấm điểm, họp dân',
      do: 'inspect',
      by: 'socialAffairs',
      within: days(7),
      onFailed: 'refuse',
      basis: document('07/2021/TT-BLĐTBXH', 'Phiếu A, Phiếu B, biên bản họp dân'),
    },
    publish: {
      name: 'Niêm yết kết quả rà soát',
      do: 'publish',
      by: 'socialAffairs',
      posted: days(5),
      onObjection: { backTo: 'inspect' },
      basis: document('24/2021/QĐ-TTg', 'niêm yết 03 ngày làm việc tại thôn và trụ sở UBND'),
    },
    sign: {
      name: 'Ký quyết định công nhận',
      do: 'sign',
      by: 'chair',
      within: days(2),
      backTo: 'inspect',
      notBy: ['inspect'],
    },
    issue: { do: 'issue', result: 'Quyết định công nhận và Giấy chứng nhận hộ nghèo, hộ cận nghèo' },
  },
  examples: [
    { path: 'receive inspect publish sign issue', ends: 'issued', spent: days(15) },
    {
      path: 'receive inspect publish:objected inspect publish sign issue',
      ends: 'issued',
      spent: days(27),
    },
    {
      path: 'receive inspect publish sign:returned inspect publish sign issue',
      ends: 'issued',
      spent: days(29),
    },
    { path: 'receive inspect:failed', ends: 'refused', spent: days(8) },
    { path: 'receive inspect publish sign:refused', ends: 'refused', spent: days(15) },
  ],
})
