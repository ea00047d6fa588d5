import { workingDays } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { accountNumber, choice, count, date, dong, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.002755',
  name: 'Thủ tục giải quyết chế độ trợ cấp một lần đối với công nhân viên chức nhà nước, chuyên gia các ngành; cán bộ xã, phường, thị trấn; công an xã; thanh niên xung phong trực tiếp tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế sau ngày 30/4/1975, đã thôi việc, đã về gia đình (đối tượng còn sống) thuộc thẩm quyền giải quyết của Chủ tịch UBND tỉnh',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: [
    document('62/2011/QĐ-TTg'),
    document('22/2025/QĐ-TTg'),
    document('01/2012/TTLT-BQP-BLĐTBXH-BTC'),
    document('103/2025/TT-BQP'),
  ],
  source:
    'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP; quy trình nội bộ 3854/QĐ-UBND ngày 26/11/2025 của Nghệ An (40 giờ ở xã, 56 giờ ở Sở)',
  assumed: [
    'Thời gian từng bước là của quy trình Nghệ An; quy trình của Hà Nội chưa tìm thấy.',
    'Phân công và xem xét của lãnh đạo phòng được tính vào bước của công chức, văn thư vào bước của người ký.',
    'Chi trả không có thời hạn riêng: 01 ngày làm việc được lấy trong 07 ngày của Sở.',
    'Mức trợ cấp do người nộp khai theo thời gian công tác; hội đồng chính sách xã và Sở đối chiếu trước khi ký.',
    'Hội đồng chính sách xã là việc của Phòng Văn hóa - Xã hội và lãnh đạo UBND, không là một nơi riêng.',
    'Chỉ công bố nộp trực tiếp; ba kênh đều ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi thường trú', 500),
    group: choice('Đối tượng', {
      official: 'Công nhân viên chức nhà nước, chuyên gia',
      cadre: 'Cán bộ xã, phường, thị trấn',
      police: 'Công an xã',
      volunteer: 'Thanh niên xung phong',
    }),
    servedMonths: count('Thời gian trực tiếp tham gia, tháng', 1, 600),
    proof: choice('Căn cứ xét duyệt', { original: 'Có giấy tờ gốc', related: 'Có giấy tờ liên quan' }),
    lumpSumDong: dong('Mức trợ cấp một lần đề nghị'),
    payeeAccount: accountNumber('Số tài khoản nhận trợ cấp'),
  },
  papers: {
    declaration: { name: 'Bản khai cá nhân của đối tượng', originals: 1 },
    proof: { name: 'Một hoặc một số giấy tờ làm căn cứ xét duyệt (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(12),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    verify: {
      name: 'Hội đồng chính sách xã xét duyệt, lập hồ sơ',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(3.5),
    },
    forward: {
      name: 'Ký văn bản báo cáo qua Sở Nội vụ',
      do: 'sign',
      by: 'chair',
      within: workingDays(1),
      backTo: 'verify',
      notBy: ['verify'],
    },
    assess: {
      name: 'Xét duyệt, tổng hợp tại Sở Nội vụ',
      do: 'review',
      by: 'specialist',
      at: 'department',
      within: workingDays(2.5),
      backTo: 'verify',
    },
    consult: {
      name: 'Ý kiến của UBND Thành phố',
      do: 'consult',
      bodies: { city: { by: 'specialist', at: 'city' } },
      within: workingDays(2),
      onDisagreed: { backTo: 'assess' },
    },
    decide: {
      name: 'Ký quyết định trợ cấp một lần',
      do: 'sign',
      by: 'director',
      at: 'department',
      within: workingDays(1.5),
      backTo: 'assess',
      notBy: ['assess'],
    },
    issue: { do: 'issue', result: 'Quyết định hưởng chế độ trợ cấp một lần' },
    pay: {
      name: 'Chi trợ cấp một lần',
      do: 'payout',
      by: 'accountant',
      within: workingDays(1),
      benefit: 'serviceLumpSum',
      amount: 'lumpSum',
      account: 'payeeAccount',
      basis: document('62/2011/QĐ-TTg', 'xã tổ chức chi trả theo quyết định của cấp có thẩm quyền'),
    },
  },
  examples: [
    {
      path: 'receive verify forward assess consult decide issue pay',
      ends: 'issued',
      spent: workingDays(12),
    },
    {
      path: 'receive verify forward:returned verify forward assess:returned verify forward assess consult decide issue pay',
      ends: 'issued',
      spent: workingDays(23.5),
    },
    {
      path: 'receive verify forward assess consult:disagreed assess consult decide:returned assess consult decide issue pay',
      ends: 'issued',
      spent: workingDays(22.5),
    },
    {
      path: 'receive verify forward assess consult decide issue pay:rejected pay:incomplete supplement pay',
      ends: 'issued',
      spent: workingDays(14),
    },
    { path: 'receive verify forward assess consult decide:refused', ends: 'refused', spent: workingDays(11) },
    {
      path: 'receive verify:incomplete supplement receive verify:refused',
      ends: 'refused',
      spent: workingDays(4),
    },
  ],
})
