import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { accountNumber, choice, date, dong, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001731',
  name: 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [
    article('20/2021/NĐ-CP', 11),
    document('76/2024/NĐ-CP', 'mức chuẩn trợ giúp xã hội'),
    document('147/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
  ],
  source:
    'Điều 11 Nghị định 20/2021/NĐ-CP; trang của thủ tục trên cổng dịch vụ công Bộ Y tế (05 ngày làm việc); danh mục thủ tục cấp xã của Vĩnh Bảo, Hải Phòng',
  assumed: [
    'Ba ngày của cấp huyện chuyển cho cấp xã từ 01/7/2025 cùng thẩm quyền; điều khoản của 147/2025/NĐ-CP về mai táng chưa đọc được, vài tỉnh công bố 03 ngày: lấy đủ 05 ngày làm việc của Điều 11.',
    'Thời hạn của từng bước là phân chia nội bộ; chi trả nằm trong 05 ngày, không văn bản nào ấn định.',
    'Mức hỗ trợ (tối thiểu 20 lần mức chuẩn, hoặc mức cao hơn của Thành phố) do người nộp khai; công chức đối chiếu trước khi ký.',
    'Trích lục khai tử do cơ sở dữ liệu hộ tịch điện tử thay, như thủ tục tương ứng của người có công.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    organiser: choice('Bên đứng ra mai táng', {
      person: 'Cá nhân hoặc hộ gia đình',
      organisation: 'Cơ quan, tổ chức',
    }),
    organiserName: text('Họ và tên hoặc tên cơ quan, tổ chức đứng ra mai táng'),
    organiserIdentityNumber: identityNumber('Số định danh cá nhân của người nhận hỗ trợ'),
    organiserAddress: text('Địa chỉ của bên đứng ra mai táng', 500),
    relation: optional(text('Quan hệ với người chết')),
    deceasedName: text('Họ và tên người chết'),
    deceasedBornOn: date('Ngày sinh của người chết'),
    deceasedIdentityNumber: optional(identityNumber('Số định danh cá nhân của người chết')),
    deceasedResidence: text('Nơi cư trú của người chết', 500),
    diedOn: date('Ngày chết'),
    group: choice('Người chết thuộc diện', {
      recipient: 'Đang hưởng trợ cấp xã hội hằng tháng',
      child: 'Con của người đơn thân nghèo đang nuôi con',
      survivor: 'Từ đủ 80 tuổi, đang hưởng trợ cấp tuất hoặc trợ cấp hằng tháng khác',
    }),
    lumpSumDong: dong('Mức hỗ trợ đề nghị'),
    payeeAccount: accountNumber('Số tài khoản nhận hỗ trợ'),
  },
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị hỗ trợ chi phí mai táng (Mẫu số 04, 20/2021/NĐ-CP)',
      originals: 1,
    },
    death: {
      name: 'Bản sao giấy chứng tử',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
    },
    ended: {
      name: 'Quyết định hoặc danh sách thôi hưởng trợ cấp bảo hiểm xã hội, trợ cấp khác, khi người chết từ đủ 80 tuổi hưởng các trợ cấp đó',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    compare: {
      name: 'Đối chiếu việc thôi hưởng trợ cấp của bảo hiểm xã hội',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.group.is('survivor'),
      within: workingDays(0.5),
      basis: article('20/2021/NĐ-CP', 11, 3),
    },
    review: {
      name: 'Xem xét điều kiện, mức hỗ trợ',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(1.5),
      basis: article('20/2021/NĐ-CP', 11, 2),
    },
    sign: {
      name: 'Ký quyết định hỗ trợ',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
    },
    issue: { do: 'issue', result: 'Quyết định hỗ trợ chi phí mai táng' },
    pay: {
      name: 'Chi hỗ trợ mai táng',
      do: 'payout',
      by: 'accountant',
      within: workingDays(1),
      benefit: 'funeralSupport',
      amount: 'lumpSum',
      account: 'payeeAccount',
      basis: article('20/2021/NĐ-CP', 11, 2),
    },
  },
  examples: [
    {
      path: 'receive review sign issue pay',
      given: { group: 'recipient' },
      ends: 'issued',
      spent: workingDays(4.5),
    },
    {
      path: 'receive compare review sign:returned review sign issue pay',
      given: { group: 'survivor' },
      ends: 'issued',
      spent: workingDays(8),
    },
    {
      path: 'receive review sign issue pay:rejected pay:incomplete supplement pay',
      given: { group: 'child' },
      ends: 'issued',
      spent: workingDays(6.5),
    },
    { path: 'receive compare:refused', given: { group: 'survivor' }, ends: 'refused', spent: workingDays(1) },
    {
      path: 'receive review:incomplete supplement receive review sign:refused',
      given: { group: 'recipient' },
      ends: 'refused',
      spent: workingDays(3.5),
    },
  ],
})
