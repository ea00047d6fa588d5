import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { accountNumber, choice, date, dong, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.014027',
  name: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [
    article('176/2025/NĐ-CP', 2),
    article('176/2025/NĐ-CP', 3),
    article('176/2025/NĐ-CP', 4),
    article('41/2024/QH15', 21),
  ],
  source:
    'Nghị định 176/2025/NĐ-CP, Điều 2 đến 4 và Mẫu số 01; danh mục kèm theo Quyết định 2816/QĐ-UBND của Đồng Nai',
  assumed: [
    'Thời hạn của từng bước là phân chia nội bộ.',
    'Chuyển nơi cư trú: bước nhận giấy tờ và quyết định thôi chi trả do xã nơi đến giữ; xã nơi đi làm việc của mình ngoài hồ sơ này.',
    'Thay đổi thông tin và thôi hưởng có cùng thời hạn 10 ngày làm việc; Điều 4 chỉ ấn định cho lần xét hưởng.',
    'Hộ nghèo, hộ cận nghèo đối chiếu với danh sách xã đang quản lý, không yêu cầu giấy tờ.',
    'Chi hằng tháng là việc của đợt chi trả, không nằm trong hồ sơ.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    asks: choice('Đề nghị', {
      grant: 'Hưởng trợ cấp hưu trí xã hội',
      move: 'Nhận trợ cấp tại nơi cư trú mới',
      change: 'Thay đổi thông tin người đang hưởng',
      stop: 'Thôi hưởng',
    }),
    name: text('Họ, chữ đệm, tên'),
    bornOn: date('Ngày sinh'),
    sex: choice('Giới tính', { male: 'Nam', female: 'Nữ' }),
    ethnicity: optional(text('Dân tộc', 50)),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi cư trú', 500),
    contactAddress: optional(text('Địa chỉ liên lạc', 500)),
    ground: choice('Điều kiện hưởng', {
      over75: 'Từ đủ 75 tuổi',
      poorOver70: 'Từ đủ 70 đến dưới 75 tuổi, thuộc hộ nghèo hoặc cận nghèo',
    }),
    drawsDong: dong('Lương hưu, trợ cấp bảo hiểm xã hội hằng tháng đang hưởng (0 nếu không)'),
    otherAllowance: optional(text('Trợ cấp hằng tháng khác đang hưởng')),
    payeeAccount: optional(accountNumber('Số tài khoản nhận trợ cấp')),
    previousResidence: optional(text('Nơi cư trú cũ, khi chuyển nơi nhận', 500)),
  },
  papers: {
    request: {
      name: 'Văn bản đề nghị hưởng trợ cấp hưu trí xã hội (Mẫu số 01, 176/2025/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(10),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    obtain: {
      name: 'Nhận giấy tờ, quyết định thôi chi trả của nơi cư trú cũ',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.asks.is('move'),
      within: workingDays(1.5),
      basis: article('176/2025/NĐ-CP', 4),
    },
    household: {
      name: 'Đối chiếu danh sách hộ nghèo, hộ cận nghèo',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.ground.is('poorOver70'),
      within: workingDays(1),
      basis: article('176/2025/NĐ-CP', 2, 2),
    },
    review: {
      name: 'Xem xét, xác thực với Cơ sở dữ liệu quốc gia về dân cư',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(5),
      basis: article('176/2025/NĐ-CP', 4),
    },
    sign: {
      name: 'Ký quyết định',
      do: 'sign',
      by: 'chair',
      within: workingDays(2),
      backTo: 'review',
      notBy: ['review'],
      basis: article('176/2025/NĐ-CP', 4),
    },
    grant: {
      name: 'Trả quyết định hưởng',
      do: 'issue',
      when: (form) => form.asks.is('grant'),
      result: 'Quyết định hưởng trợ cấp hưu trí xã hội',
    },
    resume: {
      name: 'Trả quyết định của nơi cư trú mới',
      do: 'issue',
      when: (form) => form.asks.is('move'),
      result: 'Quyết định tiếp tục trợ cấp hưu trí xã hội tại nơi cư trú mới',
    },
    change: {
      name: 'Trả quyết định điều chỉnh',
      do: 'issue',
      when: (form) => form.asks.is('change'),
      result: 'Quyết định điều chỉnh thông tin người hưởng trợ cấp hưu trí xã hội',
    },
    stop: {
      name: 'Trả quyết định thôi hưởng',
      do: 'issue',
      when: (form) => form.asks.is('stop'),
      result: 'Quyết định thôi hưởng trợ cấp hưu trí xã hội',
    },
  },
  examples: [
    {
      path: 'receive review sign grant',
      given: { asks: 'grant', ground: 'over75' },
      ends: 'issued',
      spent: workingDays(7.5),
    },
    {
      path: 'receive obtain household review sign resume',
      given: { asks: 'move', ground: 'poorOver70' },
      ends: 'issued',
      spent: workingDays(10),
    },
    {
      path: 'receive review sign change',
      given: { asks: 'change', ground: 'over75' },
      ends: 'issued',
      spent: workingDays(7.5),
    },
    {
      path: 'receive obtain household review sign:returned review sign resume',
      given: { asks: 'move', ground: 'poorOver70' },
      ends: 'issued',
      spent: workingDays(17),
    },
    {
      path: 'receive review sign stop',
      given: { asks: 'stop', ground: 'over75' },
      ends: 'issued',
      spent: workingDays(7.5),
    },
    {
      path: 'receive household:refused',
      given: { asks: 'grant', ground: 'poorOver70' },
      ends: 'refused',
      spent: workingDays(1.5),
    },
    {
      path: 'receive review:incomplete supplement receive review sign:refused',
      given: { asks: 'grant', ground: 'over75' },
      ends: 'refused',
      spent: workingDays(7.5),
    },
  ],
})
