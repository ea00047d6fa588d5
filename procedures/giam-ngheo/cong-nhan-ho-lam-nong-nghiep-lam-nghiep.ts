import { article, choice, count, days, document, dong, identityNumber, procedure, text } from '../kit.ts'

export default procedure({
  code: '1.011609',
  name: 'Công nhận hộ làm nông nghiệp, lâm nghiệp, ngư nghiệp và diêm nghiệp có mức sống trung bình',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: [
    document('24/2021/QĐ-TTg'),
    document('07/2021/TT-BLĐTBXH', 'Phụ lục VIII'),
    document('02/2022/TT-BLĐTBXH', 'sửa đổi Phụ lục VIII'),
    article('68/2020/QH14', 37, 2),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [
    'Mười lăm ngày là ngày dương lịch, vì cùng trang viết “ngày làm việc” ở chỗ khác; tính từ khi tiếp nhận.',
    'Trang công bố nói việc xác định thu nhập làm từ ngày 15 hằng tháng: hồ sơ nộp trước không chờ, vì thời hạn không nói đến.',
    'Niêm yết 05 ngày làm việc được tính là 07 ngày dương lịch, đủ khi không có ngày lễ, để cộng được với các bước khác.',
    'Thời hạn của từng bước còn lại là phân chia nội bộ; phúc tra (03 ngày làm việc) là xác định thu nhập lại.',
    'Ban Chỉ đạo rà soát không là một nơi riêng: Phòng Văn hóa - Xã hội ghi nhận.',
    'Chỉ công bố trực tiếp và bưu chính; nộp trực tuyến cũng ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    headName: text('Họ và tên chủ hộ'),
    headIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ'),
    residence: text('Nơi cư trú của hộ', 500),
    members: count('Số nhân khẩu', 1, 30),
    works: choice('Lĩnh vực của hộ', {
      farming: 'Nông nghiệp',
      forestry: 'Lâm nghiệp',
      fishing: 'Ngư nghiệp',
      salt: 'Diêm nghiệp',
    }),
    area: choice('Khu vực', { urban: 'Thành thị', rural: 'Nông thôn' }),
    yearlyIncomeDong: dong('Thu nhập của hộ trong 12 tháng qua'),
    sources: text('Nguồn thu nhập', 2000),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị xác định hộ có mức sống trung bình (Mẫu số 01, 24/2021/QĐ-TTg)',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: days(15),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    survey: {
      name: 'Khảo sát, xác định thu nhập của hộ',
      do: 'inspect',
      by: 'socialAffairs',
      within: days(5),
      onFailed: 'refuse',
      basis: document('07/2021/TT-BLĐTBXH', 'Phụ lục VIII: phiếu khảo sát, xác định thu nhập'),
    },
    publish: {
      name: 'Niêm yết kết quả tại trụ sở UBND',
      do: 'publish',
      by: 'socialAffairs',
      posted: days(7),
      onObjection: { backTo: 'survey' },
      basis: document('24/2021/QĐ-TTg', 'niêm yết 05 ngày làm việc; phúc tra 03 ngày làm việc'),
    },
    sign: {
      name: 'Ký quyết định công nhận (Mẫu số 02)',
      do: 'sign',
      by: 'chair',
      within: days(2),
      backTo: 'survey',
      notBy: ['survey'],
    },
    issue: {
      do: 'issue',
      result: 'Quyết định công nhận hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình',
    },
  },
  examples: [
    { path: 'receive survey publish sign issue', ends: 'issued', spent: days(15) },
    {
      path: 'receive survey publish:objected survey publish sign issue',
      ends: 'issued',
      spent: days(27),
    },
    {
      path: 'receive survey publish sign:returned survey publish sign issue',
      ends: 'issued',
      spent: days(29),
    },
    { path: 'receive survey:failed', ends: 'refused', spent: days(6) },
    { path: 'receive survey publish sign:refused', ends: 'refused', spent: days(15) },
  ],
})
