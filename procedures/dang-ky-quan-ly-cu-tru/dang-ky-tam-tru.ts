import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.004194',
  name: 'Đăng ký tạm trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: [
    article('68/2020/QH14', 27),
    article('68/2020/QH14', 28),
    article('154/2024/NĐ-CP', 5),
    document('66.7/2025/NQ-CP', 'dữ liệu thay giấy tờ'),
    document('53/2025/TT-BCA', 'mẫu CT01'),
    document('66/2023/TT-BCA', 'mẫu CT04, CT06'),
    document('55/2021/TT-BCA'),
    document('75/2022/TT-BTC', 'lệ phí đăng ký cư trú'),
    document('85/2019/TT-BTC'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 9354/QĐ-BCA-C06',
  assumed: [
    'Ba ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Lệ phí ghi theo một lần đăng ký; đăng ký theo danh sách thu theo người, hệ thống không nhân.',
    'Đăng ký theo danh sách: đối chiếu từng người là bước riêng.',
    'Đồng ý của cha, mẹ hoặc người giám hộ với người chưa thành niên ghi trên tờ khai.',
    'Không công bố nộp qua bưu chính.',
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    files: choice('Đăng ký', {
      person: 'Cá nhân, hộ gia đình',
      list: 'Theo danh sách của cơ quan, tổ chức',
    }),
    name: text('Họ, chữ đệm và tên, hoặc tên cơ quan, tổ chức', 500),
    bornOn: optional(date('Ngày, tháng, năm sinh')),
    identityNumber: identityNumber('Số định danh cá nhân của người khai'),
    permanentResidence: text('Nơi thường trú', 500),
    residence: text('Nơi đề nghị đăng ký tạm trú', 500),
    dwelling: choice('Chỗ ở', {
      own: 'Thuộc sở hữu của mình',
      rented: 'Thuê, mượn, ở nhờ',
      unit: 'Của đơn vị quân đội, công an',
    }),
    headName: optional(text('Họ, chữ đệm và tên chủ hộ nơi tạm trú')),
    headRelation: optional(text('Quan hệ với chủ hộ', 100)),
    persons: count('Số người đăng ký', 1, 1000),
    from: date('Tạm trú từ ngày'),
    until: date('Đến ngày, không quá 02 năm'),
  },
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (mẫu CT01, 53/2025/TT-BCA); của từng người khi đăng ký theo danh sách',
      originals: 1,
    },
    dwelling: {
      name: 'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu QG về đất đai',
      askedBy: article('154/2024/NĐ-CP', 5, 2),
    },
    list: {
      name: 'Văn bản đề nghị đăng ký tạm trú kèm danh sách người tạm trú, khi đăng ký theo danh sách',
      sometimes: true,
      originals: 1,
    },
    unit: {
      name: 'Giấy giới thiệu của đơn vị, với quân đội nhân dân, công an nhân dân',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 7_000, counter: 10_000, post: null },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'police', within: workingDays(0.25) },
    list: {
      name: 'Đối chiếu danh sách người tạm trú',
      do: 'review',
      by: 'police',
      when: (form) => form.files.is('list'),
      within: workingDays(0.75),
      basis: article('68/2020/QH14', 28),
    },
    review: {
      name: 'Thẩm định điều kiện đăng ký tạm trú',
      do: 'review',
      by: 'police',
      within: workingDays(1.25),
      basis: article('68/2020/QH14', 27),
    },
    sign: {
      name: 'Duyệt, cập nhật nơi và thời hạn tạm trú',
      do: 'sign',
      by: 'policeChief',
      within: workingDays(0.75),
      backTo: 'review',
      notBy: ['review'],
      basis: article('68/2020/QH14', 28, 2),
    },
    issue: {
      do: 'issue',
      result: 'Thông báo kết quả, cập nhật thông tin tạm trú trong Cơ sở dữ liệu về cư trú',
    },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { files: 'person' },
      ends: 'issued',
      spent: workingDays(2.25),
    },
    {
      path: 'receive list review sign issue',
      given: { files: 'list' },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive list review sign:returned review sign issue',
      given: { files: 'list' },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive list:refused',
      given: { files: 'list' },
      ends: 'refused',
      spent: workingDays(1),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { files: 'person' },
      ends: 'refused',
      spent: workingDays(1.5),
    },
  ],
})
