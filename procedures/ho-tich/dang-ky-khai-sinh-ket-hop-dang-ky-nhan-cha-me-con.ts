import { workingDays } from '../../domain/calendar.ts'
import {
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
  code: '1.000689',
  name: 'Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('52/2014/QH13', 'xác định cha, mẹ, con'),
    article('60/2014/QH13', 16),
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
    document('01/2022/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    unitNotPrinted,
    ownShares,
    verificationKnown,
    'Kéo dài thêm khi xác minh quan hệ cha, mẹ, con (Điều 25 khoản 2) áp dụng cho cả hai việc, vì giải quyết cùng một lúc.',
    'Con do vợ chồng thừa nhận là con chung chỉ cần văn bản thừa nhận, không qua bước xét chứng cứ.',
    'Lấy số định danh cá nhân từ Cơ sở dữ liệu quốc gia về dân cư nằm trong bước ghi sổ.',
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    childName: text('Họ, chữ đệm, tên của trẻ'),
    childBornOn: date('Ngày sinh'),
    childSex: choice('Giới tính', { male: 'Nam', female: 'Nữ' }),
    childBornAt: text('Nơi sinh', 500),
    birthProvedBy: choice('Việc sinh được chứng minh bằng', {
      certificate: 'Giấy chứng sinh',
      witness: 'Văn bản của người làm chứng',
      pledge: 'Giấy cam đoan về việc sinh',
    }),
    motherName: text('Họ, chữ đệm, tên của mẹ'),
    motherIdentityNumber: identityNumber('Số định danh cá nhân của mẹ'),
    fatherName: text('Họ, chữ đệm, tên của cha'),
    fatherIdentityNumber: identityNumber('Số định danh cá nhân của cha'),
    residence: text('Nơi cư trú của cha hoặc mẹ', 500),
    situation: choice('Trường hợp', {
      unmarried: 'Cha, mẹ không đăng ký kết hôn; cha hoặc mẹ nhận con',
      spouses: 'Con sinh trước khi cha mẹ đăng ký kết hôn, vợ chồng thừa nhận là con chung',
    }),
    proof: choice('Chứng cứ chứng minh quan hệ cha con, mẹ con', {
      medical: 'Văn bản của cơ quan y tế, cơ quan giám định hoặc cơ quan khác có thẩm quyền',
      pledge: 'Văn bản cam đoan của các bên, có ít nhất hai người làm chứng',
      acknowledgement: 'Văn bản thừa nhận con chung của vợ chồng',
    }),
    mustVerify: yesNo('Phải xác minh quan hệ cha, mẹ, con'),
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    extractCopies: optional(count('Số bản sao Giấy khai sinh, trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    birthDeclaration: { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1 },
    recognitionDeclaration: { name: 'Tờ khai đăng ký nhận cha, mẹ, con theo mẫu', originals: 1 },
    birth: {
      name: 'Giấy chứng sinh, hoặc văn bản của người làm chứng, hoặc giấy cam đoan về việc sinh',
      originals: 1,
    },
    proof: {
      name: 'Văn bản xác nhận quan hệ cha con, mẹ con; không có thì văn bản cam đoan có ít nhất hai người làm chứng',
      originals: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    assess: {
      name: 'Xét chứng cứ, hỏi ý kiến các bên: đúng, không có tranh chấp',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.situation.is('unmarried'),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('60/2014/QH13', 25),
    },
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
      name: 'Ghi Sổ nhận cha, mẹ, con và Sổ khai sinh, lấy số định danh cá nhân',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1),
      basis: article('60/2014/QH13', 16, 2),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(0.75), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy khai sinh và Trích lục đăng ký nhận cha, mẹ, con' },
  },
  examples: [
    {
      path: 'receive assess review sign issue',
      given: { situation: 'unmarried', mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive review sign issue',
      given: { situation: 'spouses', mustVerify: false },
      ends: 'issued',
      spent: workingDays(2),
    },
    {
      path: 'receive assess verify review sign:returned review sign issue',
      given: { situation: 'unmarried', mustVerify: true },
      ends: 'issued',
      spent: workingDays(9.75),
    },
    {
      path: 'receive assess:failed supplement receive assess review sign issue',
      given: { situation: 'unmarried', mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive assess verify:failed',
      given: { situation: 'unmarried', mustVerify: true },
      ends: 'refused',
      spent: workingDays(6.25),
    },
    {
      path: 'receive review:refused',
      given: { situation: 'spouses', mustVerify: false },
      ends: 'refused',
      spent: workingDays(1.25),
    },
  ],
})
