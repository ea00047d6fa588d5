import { workingDays } from '../../domain/calendar.ts'
import {
  confirmedOnline,
  onlineFreeSince,
  ownShares,
  separateSigner,
  unitNotPrinted,
} from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, date, identityNumber, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '1.004746',
  name: 'Thủ tục đăng ký lại kết hôn',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('60/2014/QH13'),
    article('123/2015/NĐ-CP', 24),
    article('123/2015/NĐ-CP', 25),
    article('123/2015/NĐ-CP', 27),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
    document('01/2022/TT-BTP'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [
    unitNotPrinted,
    ownShares,
    'Nơi đã đăng ký trước đây hoặc nơi cư trú (Điều 25): nộp là nơi cư trú trong hồ sơ.',
    'Còn Sổ hộ tịch hoặc còn bản chính, hoặc một bên đã chết thì từ chối (Điều 24).',
    'Hai bên ký Sổ và Giấy chứng nhận khi nhận kết quả, sau bước ký duyệt.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    husbandName: text('Họ, chữ đệm, tên chồng'),
    husbandBornOn: date('Ngày sinh của chồng'),
    husbandIdentityNumber: identityNumber('Số định danh cá nhân của chồng'),
    husbandResidence: text('Nơi cư trú của chồng', 500),
    wifeName: text('Họ, chữ đệm, tên vợ'),
    wifeBornOn: date('Ngày sinh của vợ'),
    wifeIdentityNumber: identityNumber('Số định danh cá nhân của vợ'),
    wifeResidence: text('Nơi cư trú của vợ', 500),
    marriedOn: date('Ngày đăng ký kết hôn trước đây'),
    registeredBefore: text('Nơi đăng ký trước đây; số và quyển, nếu biết', 500),
    registeredElsewhere: yesNo('Đã đăng ký tại xã, phường khác'),
    provedBy: choice('Việc kết hôn được chứng minh bằng', {
      copy: 'Bản sao Giấy chứng nhận kết hôn được cấp trước đây',
      documents: 'Bản sao hồ sơ, giấy tờ cá nhân có thông tin về việc kết hôn',
    }),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký lại kết hôn theo mẫu', originals: 1 },
    marriage: {
      name: 'Bản sao Giấy chứng nhận kết hôn được cấp trước đây; không có thì bản sao hồ sơ, giấy tờ cá nhân có thông tin về việc kết hôn',
      copies: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    search: {
      name: 'Tra cứu việc đăng ký trước đây trong Cơ sở dữ liệu hộ tịch điện tử',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.registeredElsewhere.is(true),
      within: workingDays(1.5),
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 27),
    },
    assess: {
      name: 'Đối chiếu giấy tờ cá nhân với lời khai của hai bên',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.provedBy.is('documents'),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('123/2015/NĐ-CP', 27),
    },
    review: {
      name: 'Thẩm tra, ghi vào Sổ đăng ký kết hôn',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1.5),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(0.75), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy chứng nhận kết hôn' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { registeredElsewhere: false, provedBy: 'copy' },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive search assess review sign issue',
      given: { registeredElsewhere: true, provedBy: 'documents' },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive assess:failed supplement receive assess review sign:returned review sign issue',
      given: { registeredElsewhere: false, provedBy: 'documents' },
      ends: 'issued',
      spent: workingDays(5.75),
    },
    {
      path: 'receive search:failed',
      given: { registeredElsewhere: true, provedBy: 'copy' },
      ends: 'refused',
      spent: workingDays(1.75),
    },
    {
      path: 'receive review:refused',
      given: { registeredElsewhere: false, provedBy: 'copy' },
      ends: 'refused',
      spent: workingDays(1.75),
    },
  ],
})
