import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.005099',
  name: 'Chuyển trường đối với học sinh tiểu học',
  field: 'Giáo dục tiểu học',
  edition: '2025-07-01',
  basis: [article('28/2020/TT-BGDĐT', 36)],
  source:
    'Điều 36 Điều lệ trường tiểu học (28/2020/TT-BGDĐT), theo Thư viện Pháp luật; trang 1.005099 của Lào Cai (09 ngày làm việc trong nước, 10 ngày từ nước ngoài về); danh mục thủ tục cấp xã',
  assumed: [
    'Trường chưa là một đơn vị trong dữ liệu: các bước của hiệu trưởng trường nơi đến và nơi đi do Phòng Văn hóa - Xã hội ghi nhận; thẩm quyền vẫn của hiệu trưởng.',
    'Học sinh trong nước có 09 ngày làm việc; thời hạn của hồ sơ lấy 10 ngày, là của học sinh từ nước ngoài về.',
    'Ba ngày có ý kiến gồm cả việc tiếp nhận; khảo sát của học sinh từ nước ngoài về và xếp lớp có 07 ngày.',
    'Học sinh tự gửi đơn cho trường nơi đi và nộp lại hồ sơ cho trường nơi đến: thời gian của gia đình không tính, nên không đặt bước.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    parentName: text('Họ và tên cha, mẹ hoặc người giám hộ'),
    parentIdentityNumber: identityNumber('Số định danh cá nhân của người làm đơn'),
    residence: text('Nơi cư trú', 500),
    pupilName: text('Họ và tên học sinh'),
    pupilBornOn: date('Ngày sinh của học sinh'),
    pupilIdentityNumber: optional(identityNumber('Số định danh cá nhân của học sinh')),
    grade: count('Đang học lớp', 1, 5),
    comesFrom: choice('Chuyển từ', { home: 'Trường trong nước', abroad: 'Nước ngoài về' }),
    leaves: text('Trường nơi đi: tên, xã hoặc phường, tỉnh hoặc thành phố', 500),
    joins: text('Trường nơi đến: tên, xã hoặc phường', 500),
    reason: text('Lý do chuyển trường', 1000),
    supportPlan: optional(text('Kế hoạch giáo dục cá nhân, với học sinh khuyết tật', 500)),
  },
  papers: {
    request: {
      name: 'Đơn xin chuyển trường (Phụ lục I, 28/2020/TT-BGDĐT)',
      originals: 1,
    },
    record: { name: 'Học bạ, với học sinh trong nước', sometimes: true, originals: 1 },
    progress: {
      name: 'Thông tin về tài liệu học tập, tiến độ chương trình (Phụ lục III), bảng tổng hợp kết quả đánh giá, với học sinh trong nước',
      sometimes: true,
      originals: 1,
    },
    plan: {
      name: 'Kế hoạch giáo dục cá nhân, với học sinh khuyết tật (nếu có)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(10),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    agree: {
      name: 'Hiệu trưởng trường nơi đến có ý kiến vào đơn',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(2.5),
      basis: article('28/2020/TT-BGDĐT', 36, 2),
    },
    handOver: {
      name: 'Trường nơi đi trả hồ sơ cho học sinh',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.comesFrom.is('home'),
      within: workingDays(3),
      basis: article('28/2020/TT-BGDĐT', 36, 2),
    },
    survey: {
      name: 'Khảo sát trình độ của học sinh từ nước ngoài về',
      do: 'inspect',
      by: 'socialAffairs',
      when: (form) => form.comesFrom.is('abroad'),
      within: workingDays(4),
      onFailed: 'refuse',
      basis: article('28/2020/TT-BGDĐT', 36),
    },
    place: {
      name: 'Hiệu trưởng tiếp nhận, xếp học sinh vào lớp',
      do: 'sign',
      by: 'socialAffairs',
      within: workingDays(3),
      backTo: 'agree',
      basis: article('28/2020/TT-BGDĐT', 36, 2),
    },
    issue: { do: 'issue', result: 'Tiếp nhận và xếp lớp học sinh chuyển trường' },
  },
  examples: [
    {
      path: 'receive agree handOver place issue',
      given: { comesFrom: 'home' },
      ends: 'issued',
      spent: workingDays(9),
    },
    {
      path: 'receive agree survey place issue',
      given: { comesFrom: 'abroad' },
      ends: 'issued',
      spent: workingDays(10),
    },
    {
      path: 'receive agree handOver place:returned agree handOver place issue',
      given: { comesFrom: 'home' },
      ends: 'issued',
      spent: workingDays(17.5),
    },
    { path: 'receive agree:refused', given: { comesFrom: 'home' }, ends: 'refused', spent: workingDays(3) },
    {
      path: 'receive agree survey:failed',
      given: { comesFrom: 'abroad' },
      ends: 'refused',
      spent: workingDays(7),
    },
    {
      path: 'receive agree:incomplete supplement receive agree survey place issue',
      given: { comesFrom: 'abroad' },
      ends: 'issued',
      spent: workingDays(10),
    },
  ],
})
