import { workingDays } from '../../domain/calendar.ts'
import {
  confirmedOnline,
  onlineFreeSince,
  ownShares,
  separateSigner,
  unitNotPrinted,
  verificationKnown,
} from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '1.001022',
  name: 'Thủ tục đăng ký nhận cha, mẹ, con',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('52/2014/QH13', 'quyền nhận cha, mẹ, con'),
    article('60/2014/QH13', 24),
    article('60/2014/QH13', 25),
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
    unitNotPrinted,
    ownShares,
    verificationKnown,
    'Nơi cư trú của người nhận hoặc người được nhận (Điều 24): nộp là nơi cư trú trong hồ sơ.',
    'Có tranh chấp thì từ chối và hướng dẫn đến Tòa án; luật chỉ nói đăng ký khi không có tranh chấp.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    requesterName: text('Họ, chữ đệm, tên người nhận'),
    requesterBornOn: date('Ngày sinh của người nhận'),
    requesterIdentityNumber: identityNumber('Số định danh cá nhân của người nhận'),
    requesterResidence: text('Nơi cư trú của người nhận', 500),
    relation: choice('Đề nghị công nhận', {
      fatherOf: 'Cha nhận con',
      motherOf: 'Mẹ nhận con',
      childOfFather: 'Con nhận cha',
      childOfMother: 'Con nhận mẹ',
    }),
    recognisedName: text('Họ, chữ đệm, tên người được nhận'),
    recognisedBornOn: date('Ngày sinh của người được nhận'),
    recognisedIdentityNumber: optional(identityNumber('Số định danh cá nhân của người được nhận')),
    recognisedResidence: text('Nơi cư trú của người được nhận', 500),
    birthRecord: optional(text('Giấy khai sinh của người con: số, ngày, nơi đăng ký', 500)),
    otherParent: choice('Ý kiến của người hiện đang là mẹ hoặc cha, khi người con chưa thành niên', {
      agrees: 'Đồng ý',
      none: 'Đã chết, mất năng lực hành vi dân sự, hoặc không phải có ý kiến',
    }),
    proof: choice('Chứng cứ chứng minh quan hệ', {
      medical: 'Văn bản của cơ quan y tế, cơ quan giám định hoặc cơ quan khác có thẩm quyền',
      pledge: 'Văn bản cam đoan của các bên, có ít nhất hai người làm chứng',
    }),
    mustVerify: yesNo('Phải xác minh quan hệ cha, mẹ, con'),
    extractCopies: optional(count('Số bản sao trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký nhận cha, mẹ, con theo mẫu', originals: 1 },
    medical: {
      name: 'Văn bản của cơ quan y tế, cơ quan giám định hoặc cơ quan khác có thẩm quyền xác nhận quan hệ cha con, quan hệ mẹ con, khi có',
      sometimes: true,
      originals: 1,
    },
    pledge: {
      name: 'Văn bản cam đoan của các bên, có ít nhất hai người làm chứng, khi không có văn bản nêu trên',
      sometimes: true,
      originals: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    verify: {
      name: 'Xác minh quan hệ cha, mẹ, con',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.mustVerify.is(true),
      within: workingDays(5),
      longer: { by: workingDays(5), basis: article('60/2014/QH13', 25, 2) },
      onFailed: 'refuse',
      basis: article('60/2014/QH13', 25, 2),
    },
    review: {
      name: 'Thẩm tra: đúng, không có tranh chấp; các bên có mặt ký vào Sổ hộ tịch',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(2),
      basis: article('60/2014/QH13', 25),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(0.75), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Trích lục đăng ký nhận cha, mẹ, con' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive verify review sign issue',
      given: { mustVerify: true },
      ends: 'issued',
      spent: workingDays(8),
    },
    {
      path: 'receive verify review sign:returned review sign issue',
      given: { mustVerify: true },
      ends: 'issued',
      spent: workingDays(10.75),
    },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      given: { mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive verify:failed',
      given: { mustVerify: true },
      ends: 'refused',
      spent: workingDays(5.25),
    },
    {
      path: 'receive review:refused',
      given: { mustVerify: false },
      ends: 'refused',
      spent: workingDays(2.25),
    },
  ],
})
