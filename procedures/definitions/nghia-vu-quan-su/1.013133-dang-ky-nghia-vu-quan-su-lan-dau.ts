import {
  article,
  choice,
  date,
  document,
  identityNumber,
  procedure,
  text,
  workingDays,
  workingHours,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013133',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự lần đầu',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: [
    article('78/2015/QH13', 12),
    article('13/2016/NĐ-CP', 4, 1),
    document('220/2025/NĐ-CP', 'sửa đổi 13/2016/NĐ-CP'),
  ],
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [
    'Trực tiếp 01 ngày, trực tuyến 02 giờ: lấy một ngày làm việc cho mọi kênh, kể cả bưu chính, không công bố.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Ban Chỉ huy Quân sự cấp xã tự tiếp nhận, ghi sổ và cấp giấy; chỉ huy ký. Dữ liệu chưa tách chỉ huy với người ghi sổ, nên không đặt tách nhiệm vụ.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi cư trú', 500),
    occupation: choice('Đang', { school: 'Học', work: 'Làm việc', neither: 'Ở nhà' }),
    schoolOrWork: text('Nơi học hoặc làm việc', 500),
    education: text('Trình độ học vấn'),
    callUpOrder: text('Quyết định gọi đăng ký: số, ngày'),
  },
  papers: {
    health: { name: 'Phiếu tự khai sức khỏe nghĩa vụ quân sự', originals: 1 },
    identity: {
      name: 'Bản chụp căn cước công dân hoặc thẻ căn cước',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('13/2016/NĐ-CP', 4, 1),
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'military', within: workingHours(2) },
    review: { name: 'Đối chiếu, ghi sổ đăng ký', do: 'review', by: 'military', within: workingHours(4) },
    sign: {
      name: 'Ký giấy chứng nhận',
      do: 'sign',
      by: 'military',
      within: workingHours(2),
      backTo: 'review',
      notBy: ['review'],
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận đăng ký nghĩa vụ quân sự' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingHours(14) },
    { path: 'receive review:refused', ends: 'refused', spent: workingHours(6) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(1),
    },
  ],
})
