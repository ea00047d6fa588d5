import { days } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { choice, count, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.011608',
  name: 'Công nhận hộ thoát nghèo, hộ thoát cận nghèo thường xuyên hằng năm',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: [document('24/2021/QĐ-TTg'), document('07/2021/TT-BLĐTBXH'), document('02/2022/TT-BLĐTBXH')],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [
    'Mười lăm ngày là ngày dương lịch, vì cùng trang viết “ngày làm việc” ở chỗ khác.',
    'Niêm yết 03 ngày làm việc được tính là 05 ngày dương lịch, đủ khi không có ngày lễ, để cộng được với các bước khác.',
    'Thời hạn của từng bước còn lại là phân chia nội bộ; 15 ngày kể từ khi bắt đầu rà soát được tính từ khi tiếp nhận.',
    'Ban Chỉ đạo rà soát, rà soát viên và trưởng thôn không là một nơi riêng: Phòng Văn hóa - Xã hội ghi nhận.',
    'Phúc tra khi có khiếu nại (07 ngày làm việc) là rà soát và họp dân lại; phần vượt quá được ghi bằng một lần hẹn lại.',
    'Chỉ công bố trực tiếp và bưu chính; nộp trực tuyến cũng ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    headName: text('Họ và tên chủ hộ'),
    headIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ'),
    residence: text('Nơi cư trú của hộ', 500),
    members: count('Số nhân khẩu', 1, 30),
    listedAs: choice('Đang là', { poor: 'Hộ nghèo', nearPoor: 'Hộ cận nghèo' }),
    listedFrom: text('Giấy chứng nhận: số, năm được công nhận'),
    improved: text('Điều đã thay đổi: thu nhập, việc làm, nhà ở, dịch vụ cơ bản', 2000),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị công nhận hộ thoát nghèo, hộ thoát cận nghèo (Mẫu số 04, 24/2021/QĐ-TTg)',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: days(15),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    survey: {
      name: 'Thu thập thông tin, tính điểm, phân loại hộ (Phiếu B)',
      do: 'inspect',
      by: 'socialAffairs',
      within: days(5),
      onFailed: 'refuse',
      basis: document('02/2022/TT-BLĐTBXH', 'Phụ lục III, IV'),
    },
    meeting: {
      name: 'Họp dân, ít nhất 50% số người dự thống nhất',
      do: 'inspect',
      by: 'socialAffairs',
      within: days(2),
      onFailed: { backTo: 'survey' },
      basis: document('07/2021/TT-BLĐTBXH', 'Phụ lục V: dưới 50% thì rà soát lại'),
    },
    publish: {
      name: 'Niêm yết kết quả tại thôn và trụ sở UBND',
      do: 'publish',
      by: 'socialAffairs',
      posted: days(5),
      onObjection: { backTo: 'survey' },
      basis: document('24/2021/QĐ-TTg', 'niêm yết 03 ngày làm việc; phúc tra không quá 07 ngày làm việc'),
    },
    sign: {
      name: 'Ký quyết định công nhận (Mẫu số 02)',
      do: 'sign',
      by: 'chair',
      within: days(2),
      backTo: 'survey',
      notBy: ['survey'],
    },
    issue: { do: 'issue', result: 'Quyết định công nhận danh sách hộ thoát nghèo, hộ thoát cận nghèo' },
  },
  examples: [
    { path: 'receive survey meeting publish sign issue', ends: 'issued', spent: days(15) },
    {
      path: 'receive survey meeting:failed survey meeting publish sign issue',
      ends: 'issued',
      spent: days(22),
    },
    {
      path: 'receive survey meeting publish:objected survey meeting publish sign issue',
      ends: 'issued',
      spent: days(27),
    },
    {
      path: 'receive survey meeting publish sign:returned survey meeting publish sign issue',
      ends: 'issued',
      spent: days(29),
    },
    { path: 'receive survey:failed', ends: 'refused', spent: days(6) },
    { path: 'receive survey meeting publish sign:refused', ends: 'refused', spent: days(15) },
  ],
})
