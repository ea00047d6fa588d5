import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { any } from '../grammar/condition.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.004222',
  name: 'Đăng ký thường trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: [
    article('68/2020/QH14', 20),
    article('68/2020/QH14', 22),
    article('68/2020/QH14', 23),
    article('154/2024/NĐ-CP', 5),
    article('154/2024/NĐ-CP', 6),
    document('66.7/2025/NQ-CP', 'dữ liệu thay giấy tờ'),
    document('53/2025/TT-BCA', 'mẫu CT01, CT02'),
    document('66/2023/TT-BCA', 'mẫu CT04, CT06'),
    document('55/2021/TT-BCA'),
    document('75/2022/TT-BTC', 'lệ phí đăng ký cư trú'),
    document('58/2026/NĐ-CP'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1523/QĐ-BCA-C06',
  assumed: [
    dayNotFound,
    'Bảy ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Kiểm tra diện tích bình quân (thuê, mượn, ở nhờ) và xác nhận của cơ sở, của xã (cơ sở tôn giáo, trợ giúp xã hội, phương tiện) là bước riêng, chỉ khi thuộc trường hợp đó.',
    'Ý kiến của chủ hộ, chủ sở hữu chỗ ở ghi ngay trên tờ khai hoặc qua tài khoản định danh, nên không có bước lấy ý kiến.',
    'Bộ đội, công an và người Việt Nam định cư ở nước ngoài dùng giấy giới thiệu, mẫu CT02: cùng các bước.',
    'Không công bố nộp qua bưu chính.',
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    name: text('Họ, chữ đệm và tên'),
    bornOn: date('Ngày, tháng, năm sinh'),
    sex: choice('Giới tính', { male: 'Nam', female: 'Nữ' }),
    identityNumber: identityNumber('Số định danh cá nhân'),
    phone: optional(text('Số điện thoại liên hệ', 20)),
    residence: text('Nơi đề nghị đăng ký thường trú', 500),
    previousResidence: text('Nơi thường trú trước đó', 500),
    headName: text('Họ, chữ đệm và tên chủ hộ'),
    headRelation: text('Quan hệ với chủ hộ', 100),
    headIdentityNumber: optional(identityNumber('Số định danh cá nhân của chủ hộ')),
    dwelling: choice('Chỗ ở hợp pháp', {
      own: 'Thuộc sở hữu của mình',
      family: 'Của người thân, về ở với nhau (khoản 2 Điều 20)',
      rented: 'Thuê, mượn, ở nhờ (khoản 3)',
      religious: 'Cơ sở tín ngưỡng, cơ sở tôn giáo (khoản 4)',
      social: 'Cơ sở trợ giúp xã hội, hộ nhận chăm sóc (khoản 5)',
      vehicle: 'Phương tiện được đăng ký, thường xuyên đậu, đỗ (khoản 6)',
    }),
    movesAlong: count('Số thành viên hộ cùng thay đổi', 0, 30),
  },
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (mẫu CT01 hoặc CT02, 53/2025/TT-BCA)',
      originals: 1,
    },
    dwelling: {
      name: 'Giấy tờ, tài liệu chứng minh việc sở hữu chỗ ở hợp pháp',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai',
      askedBy: article('154/2024/NĐ-CP', 5, 2),
    },
    relation: {
      name: 'Giấy tờ chứng minh quan hệ nhân thân với chủ hộ, thành viên hộ, khi về ở với người thân',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('154/2024/NĐ-CP', 6, 2),
    },
    lease: {
      name: 'Hợp đồng, văn bản cho thuê, cho mượn, cho ở nhờ đã công chứng hoặc chứng thực; thông tin đủ diện tích nhà ở',
      sometimes: true,
      originals: 1,
    },
    religious: {
      name: 'Giấy tờ chứng minh là người hoạt động tôn giáo, đại diện cơ sở tín ngưỡng; xác nhận của UBND cấp xã về nhà ở trong cơ sở',
      sometimes: true,
      originals: 1,
    },
    social: {
      name: 'Văn bản đề nghị của người đứng đầu cơ sở trợ giúp xã hội; giấy tờ xác nhận về việc chăm sóc, nuôi dưỡng',
      sometimes: true,
      originals: 1,
    },
    vehicle: {
      name: 'Giấy chứng nhận đăng ký phương tiện, an toàn kỹ thuật; xác nhận của UBND cấp xã về nơi đậu, đỗ',
      sometimes: true,
      originals: 1,
    },
    unit: {
      name: 'Giấy giới thiệu của đơn vị, với quân đội nhân dân, công an nhân dân',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 10_000, counter: 20_000, post: null },
  total: workingDays(7),
  steps: {
    receive: { do: 'receive', by: 'police', within: workingDays(0.5) },
    area: {
      name: 'Kiểm tra diện tích nhà ở tối thiểu, ý kiến chủ sở hữu',
      do: 'review',
      by: 'police',
      when: (form) => form.dwelling.is('rented'),
      within: workingDays(2),
      basis: article('68/2020/QH14', 20, 3),
    },
    confirm: {
      name: 'Kiểm tra xác nhận của cơ sở, của UBND cấp xã',
      do: 'review',
      by: 'police',
      when: (form) =>
        any(form.dwelling.is('religious'), form.dwelling.is('social'), form.dwelling.is('vehicle')),
      within: workingDays(2),
      basis: article('68/2020/QH14', 20),
    },
    review: {
      name: 'Thẩm định, đối chiếu các cơ sở dữ liệu',
      do: 'review',
      by: 'police',
      within: workingDays(3),
      basis: article('68/2020/QH14', 22, 3),
    },
    sign: {
      name: 'Duyệt, cập nhật nơi thường trú mới',
      do: 'sign',
      by: 'policeChief',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('68/2020/QH14', 22, 3),
    },
    issue: {
      do: 'issue',
      result: 'Thông báo kết quả, cập nhật thông tin trong Cơ sở dữ liệu về cư trú',
    },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { dwelling: 'own' },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive area review sign:returned review sign issue',
      given: { dwelling: 'rented' },
      ends: 'issued',
      spent: workingDays(11.5),
    },
    {
      path: 'receive confirm review sign:returned review sign issue',
      given: { dwelling: 'religious' },
      ends: 'issued',
      spent: workingDays(11.5),
    },
    {
      path: 'receive confirm review sign issue',
      given: { dwelling: 'social' },
      ends: 'issued',
      spent: workingDays(7),
    },
    {
      path: 'receive confirm review sign issue',
      given: { dwelling: 'vehicle' },
      ends: 'issued',
      spent: workingDays(7),
    },
    {
      path: 'receive area:refused',
      given: { dwelling: 'rented' },
      ends: 'refused',
      spent: workingDays(2.5),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { dwelling: 'family' },
      ends: 'refused',
      spent: workingDays(3.5),
    },
  ],
})
