import { workingDays } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { accountNumber, choice, count, date, dong, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.010092',
  name: 'Trợ cấp tiền tuất, tai nạn (đối với trường hợp tai nạn suy giảm khả năng lao động từ 5% trở lên) cho lực lượng xung kích phòng chống thiên tai cấp xã chưa tham gia bảo hiểm xã hội',
  field: 'Quản lý Đê điều và Phòng, chống thiên tai',
  edition: '2026-02-05',
  basis: [document('66/2021/NĐ-CP'), document('53/2026/NĐ-CP', 'sửa đổi 66/2021/NĐ-CP; đơn theo Phụ lục II')],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1827/QĐ-BNNMT',
  assumed: [
    'Có hiệu lực từ ngày ký 53/2026/NĐ-CP (05/02/2026); ngày có hiệu lực chưa tìm thấy.',
    'Chặng 05 ngày của xã và 05 ngày của Thành phố được chia cho các bước; không văn bản nào chia.',
    'Văn phòng UBND Thành phố xem xét hồ sơ trình; trang công bố chỉ nói Chủ tịch UBND cấp tỉnh quyết định.',
    'Mức trợ cấp do người nộp khai; xã và Thành phố đối chiếu trước khi ký. Bảng mức chưa tìm thấy.',
  ],
  connecting: 'residence',
  form: {
    memberName: text('Họ và tên người tham gia lực lượng xung kích'),
    memberIdentityNumber: identityNumber('Số định danh cá nhân của người tham gia'),
    benefit: choice('Trợ cấp đề nghị', {
      accident: 'Tai nạn, suy giảm khả năng lao động từ 5% trở lên',
      death: 'Tiền tuất và mai táng',
    }),
    occurredOn: date('Ngày bị tai nạn hoặc chết'),
    occurredWhile: text('Nhiệm vụ đang thực hiện', 1000),
    lostCapacityPercent: optional(count('Mức suy giảm khả năng lao động, %', 5, 100)),
    claimantName: text('Họ và tên người đề nghị'),
    claimantIdentityNumber: identityNumber('Số định danh cá nhân của người đề nghị'),
    claimantResidence: text('Nơi cư trú của người đề nghị', 500),
    lumpSumDong: dong('Mức trợ cấp đề nghị'),
    payeeAccount: accountNumber('Số tài khoản nhận trợ cấp'),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị trợ cấp tai nạn hoặc tiền tuất (Phụ lục II, 53/2026/NĐ-CP)',
      originals: 1,
    },
    treatment: {
      name: 'Giấy ra viện, trích sao hồ sơ bệnh án hoặc giấy chứng nhận thương tích; Giấy báo tử khi chết',
      originals: 1,
    },
    assessment: {
      name: 'Biên bản giám định mức suy giảm khả năng lao động, khi bị tai nạn',
      sometimes: true,
      originals: 1,
    },
    death: {
      name: 'Giấy chứng tử hoặc trích lục khai tử',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
    },
    police: {
      name: 'Biên bản điều tra của cơ quan công an, khi bị tai nạn giao thông',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(13),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    verify: { name: 'Tổng hợp tại xã', do: 'review', by: 'economy', within: workingDays(3.5) },
    forward: {
      name: 'Ký tờ trình Chủ tịch UBND Thành phố',
      do: 'sign',
      by: 'chair',
      within: workingDays(1),
      backTo: 'verify',
      notBy: ['verify'],
    },
    assess: {
      name: 'Xem xét hồ sơ trình',
      do: 'review',
      by: 'specialist',
      at: 'city',
      within: workingDays(3),
      backTo: 'verify',
    },
    decide: {
      name: 'Ký quyết định trợ cấp',
      do: 'sign',
      by: 'chair',
      at: 'city',
      within: workingDays(2),
      backTo: 'assess',
      notBy: ['assess'],
    },
    issue: { do: 'issue', result: 'Quyết định trợ cấp tai nạn, tiền tuất' },
    pay: {
      name: 'Chi trợ cấp',
      do: 'payout',
      by: 'accountant',
      within: workingDays(3),
      benefit: 'disasterForceLumpSum',
      amount: 'lumpSum',
      account: 'payeeAccount',
      basis: document('66/2021/NĐ-CP', 'xã chi trả trong 03 ngày làm việc kể từ ngày có quyết định'),
    },
  },
  examples: [
    { path: 'receive verify forward assess decide issue pay', ends: 'issued', spent: workingDays(13) },
    {
      path: 'receive verify forward:returned verify forward assess:returned verify forward assess decide issue pay',
      ends: 'issued',
      spent: workingDays(25),
    },
    {
      path: 'receive verify forward assess decide:returned assess decide issue pay',
      ends: 'issued',
      spent: workingDays(18),
    },
    { path: 'receive verify forward assess decide:refused', ends: 'refused', spent: workingDays(10) },
    {
      path: 'receive:incomplete supplement receive verify:refused',
      ends: 'refused',
      spent: workingDays(4),
    },
  ],
})
