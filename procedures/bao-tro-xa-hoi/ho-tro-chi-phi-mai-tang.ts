import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { accountNumber, date, dong, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.014028',
  name: 'Hỗ trợ chi phí mai táng đối với đối tượng hưởng trợ cấp hưu trí xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [article('176/2025/NĐ-CP', 5), article('20/2021/NĐ-CP', 11, 2)],
  source:
    'Điều 5 Nghị định 176/2025/NĐ-CP, theo Báo Lao Động; cổng dịch vụ công của Lào Cai (không thu lệ phí); sổ tay thủ tục của xã Vĩnh Bảo, Hải Phòng',
  assumed: [
    'Thời hạn của từng bước là phân chia nội bộ; chi trả nằm trong 03 ngày làm việc, không văn bản nào ấn định.',
    'Mức hỗ trợ (tối thiểu 20 lần mức chuẩn, hoặc mức cao hơn của Thành phố) do người nộp khai; công chức đối chiếu trước khi ký.',
    'Chết trước khi có quyết định: xét điều kiện hưởng trợ cấp hưu trí xã hội theo văn bản đề nghị đã nộp, trong một bước riêng.',
    'Không giấy tờ nào ngoài tờ khai được yêu cầu; trích lục khai tử lấy từ cơ sở dữ liệu hộ tịch điện tử.',
  ],
  connecting: 'residence',
  form: {
    organiserName: text('Họ và tên cá nhân hoặc tên tổ chức lo mai táng'),
    organiserIdentityNumber: identityNumber('Số định danh cá nhân của người nhận hỗ trợ'),
    organiserAddress: text('Địa chỉ của người nhận hỗ trợ', 500),
    relation: optional(text('Quan hệ với người chết')),
    deceasedName: text('Họ và tên người chết'),
    deceasedBornOn: date('Ngày sinh của người chết'),
    deceasedIdentityNumber: identityNumber('Số định danh cá nhân của người chết'),
    deceasedResidence: text('Nơi cư trú của người chết', 500),
    diedOn: date('Ngày chết'),
    hasDecision: yesNo('Đã có quyết định hưởng trợ cấp hưu trí xã hội khi chết'),
    claimsElsewhere: yesNo('Cũng được trợ cấp mai táng theo văn bản khác'),
    lumpSumDong: dong('Mức hỗ trợ đề nghị'),
    payeeAccount: accountNumber('Số tài khoản nhận hỗ trợ'),
  },
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị hỗ trợ chi phí mai táng (Mẫu số 02, 176/2025/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    entitle: {
      name: 'Xét điều kiện hưởng trợ cấp tại thời điểm chết',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.hasDecision.is(false),
      within: workingDays(0.5),
      basis: article('176/2025/NĐ-CP', 5, 1),
    },
    review: {
      name: 'Xem xét hỗ trợ; nhiều chế độ thì một mức cao nhất',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(1),
      basis: article('176/2025/NĐ-CP', 5, 2),
    },
    sign: {
      name: 'Ký quyết định hỗ trợ',
      do: 'sign',
      by: 'chair',
      within: workingDays(0.75),
      backTo: 'review',
      notBy: ['review'],
      basis: article('176/2025/NĐ-CP', 5, 3),
    },
    issue: { do: 'issue', result: 'Quyết định hỗ trợ chi phí mai táng' },
    pay: {
      name: 'Chi hỗ trợ mai táng',
      do: 'payout',
      by: 'accountant',
      within: workingDays(0.5),
      benefit: 'funeralSupport',
      amount: 'lumpSum',
      account: 'payeeAccount',
      basis: article('176/2025/NĐ-CP', 5, 1),
    },
  },
  examples: [
    {
      path: 'receive review sign issue pay',
      given: { hasDecision: true },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive entitle review sign:returned review sign issue pay',
      given: { hasDecision: false },
      ends: 'issued',
      spent: workingDays(4.75),
    },
    {
      path: 'receive review sign issue pay:rejected pay:incomplete supplement pay',
      given: { hasDecision: true },
      ends: 'issued',
      spent: workingDays(3.5),
    },
    {
      path: 'receive entitle:refused',
      given: { hasDecision: false },
      ends: 'refused',
      spent: workingDays(0.75),
    },
    {
      path: 'receive review:incomplete supplement receive review sign:refused',
      given: { hasDecision: true },
      ends: 'refused',
      spent: workingDays(2),
    },
  ],
})
