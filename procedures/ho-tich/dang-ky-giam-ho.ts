import { workingDays } from '../../domain/calendar.ts'
import { confirmedOnline, ownShares, separateSigner } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { authorisationPaper, identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '1.004837',
  name: 'Thủ tục đăng ký giám hộ',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('91/2015/QH13', 'người được giám hộ, người giám hộ'),
    article('60/2014/QH13', 19),
    article('60/2014/QH13', 20),
    article('60/2014/QH13', 21),
    article('60/2014/QH13', 11, 1),
    document('123/2015/NĐ-CP'),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    ownShares,
    'Nơi cư trú của người được giám hộ hoặc người giám hộ (Điều 19): nộp là nơi cư trú trong hồ sơ.',
    'Giám hộ do Tòa án chỉ định theo quyết định của Tòa án, như giám hộ cử.',
    'Danh mục tài sản của người được giám hộ là giấy tờ kèm theo tờ khai, không là một bước.',
    confirmedOnline,
    separateSigner,
    dayNotFound,
  ],
  connecting: 'residence',
  form: {
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    requesterIdentityNumber: identityNumber('Số định danh cá nhân của người yêu cầu'),
    guardianName: text('Họ, chữ đệm, tên người giám hộ'),
    guardianBornOn: date('Ngày sinh của người giám hộ'),
    guardianIdentityNumber: identityNumber('Số định danh cá nhân của người giám hộ'),
    guardianResidence: text('Nơi cư trú của người giám hộ', 500),
    wardName: text('Họ, chữ đệm, tên người được giám hộ'),
    wardBornOn: date('Ngày sinh của người được giám hộ'),
    wardIdentityNumber: optional(identityNumber('Số định danh cá nhân của người được giám hộ')),
    wardResidence: text('Nơi cư trú của người được giám hộ', 500),
    kind: choice('Hình thức giám hộ', {
      natural: 'Giám hộ đương nhiên',
      appointed: 'Giám hộ cử',
    }),
    wardSituation: choice('Người được giám hộ là', {
      child: 'Người chưa thành niên không còn cha mẹ, hoặc cha mẹ không đủ điều kiện chăm sóc',
      incapable: 'Người mất năng lực hành vi dân sự',
      limited: 'Người có khó khăn trong nhận thức, làm chủ hành vi',
    }),
    eligible: count('Số người cùng đủ điều kiện làm người giám hộ đương nhiên', 0, 20),
    reason: text('Lý do giám hộ', 1000),
    extractCopies: optional(count('Số bản sao trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký giám hộ theo mẫu', originals: 1 },
    natural: {
      name: 'Giấy tờ chứng minh điều kiện giám hộ đương nhiên, với giám hộ đương nhiên',
      sometimes: true,
      originals: 1,
    },
    agreement: {
      name: 'Văn bản thỏa thuận cử một người làm giám hộ đương nhiên, khi nhiều người cùng đủ điều kiện',
      sometimes: true,
      originals: 1,
    },
    appointment: { name: 'Văn bản cử người giám hộ, với giám hộ cử', sometimes: true, originals: 1 },
    identity: identityPaper,
    residence: residencePaper,
    authorisation: authorisationPaper,
  },
  feeDong: free,
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    checkNatural: {
      name: 'Xét điều kiện giám hộ đương nhiên',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.kind.is('natural'),
      within: workingDays(0.75),
      onFailed: 'refuse',
      basis: article('60/2014/QH13', 21, 1),
    },
    checkAgreement: {
      name: 'Kiểm tra thỏa thuận cử một người trong những người cùng đủ điều kiện',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.eligible.atLeast(2),
      within: workingDays(0.25),
      onFailed: 'supplement',
      basis: article('60/2014/QH13', 21, 1),
    },
    review: {
      name: 'Thẩm tra, ghi vào Sổ hộ tịch cùng người đi đăng ký',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1),
      basis: article('60/2014/QH13', 20, 2),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(0.75), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Trích lục đăng ký giám hộ' },
  },
  examples: [
    {
      path: 'receive checkNatural checkAgreement review sign:returned review sign issue',
      given: { kind: 'natural', eligible: 2 },
      ends: 'issued',
      spent: workingDays(4.75),
    },
    {
      path: 'receive checkNatural review sign issue',
      given: { kind: 'natural', eligible: 1 },
      ends: 'issued',
      spent: workingDays(2.75),
    },
    {
      path: 'receive review sign issue',
      given: { kind: 'appointed', eligible: 0 },
      ends: 'issued',
      spent: workingDays(2),
    },
    {
      path: 'receive checkNatural checkAgreement:failed supplement receive checkNatural checkAgreement review sign issue',
      given: { kind: 'natural', eligible: 3 },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive checkNatural:failed',
      given: { kind: 'natural', eligible: 1 },
      ends: 'refused',
      spent: workingDays(1),
    },
    {
      path: 'receive review:refused',
      given: { kind: 'appointed', eligible: 0 },
      ends: 'refused',
      spent: workingDays(1.25),
    },
  ],
})
