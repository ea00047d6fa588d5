import { workingDays } from '../../domain/calendar.ts'
import { ownShares } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { all, not } from '../grammar/condition.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.010945',
  name: 'Thủ tục tiếp công dân tại cấp xã',
  field: 'Tiếp công dân',
  edition: '2025-07-01',
  basis: [
    article('42/2013/QH13', 7),
    article('42/2013/QH13', 8),
    article('42/2013/QH13', 9),
    article('42/2013/QH13', 15),
    article('42/2013/QH13', 25),
    article('42/2013/QH13', 26),
    article('42/2013/QH13', 28),
    document('136/2025/QH15', 'sửa đổi Luật Tiếp công dân từ 01/7/2026'),
    document('154/2026/NĐ-CP', 'chi tiết Luật Tiếp công dân từ 01/7/2026'),
  ],
  source: {
    list: 'Danh mục kèm theo Quyết định 1520/QĐ-UBND của Bắc Ninh',
    time: 'Luật Tiếp công dân 42/2013/QH13, Điều 28 khoản 1',
    basis: 'Luật Tiếp công dân 42/2013/QH13; 154/2026/NĐ-CP',
    papers: 'Luật Tiếp công dân 42/2013/QH13, Điều 7 khoản 2, Điều 25',
    fee: 'không văn bản nào đặt phí cho việc tiếp công dân',
  },
  assumed: [
    ownShares,
    'Từ chối tiếp (Điều 9) là từ chối tiếp nhận, ghi lý do.',
    'Chủ tịch tiếp thì ghi “Đồng ý” khi trả lời ngay và người dân thống nhất; còn ý kiến khác thì ghi “Không đồng ý”, việc vẫn được phân loại, xử lý.',
    'Khiếu nại, tố cáo không thuộc thẩm quyền thì hướng dẫn; kiến nghị, phản ánh thì chuyển (Điều 26). Việc được thụ lý đi tiếp theo thủ tục giải quyết khiếu nại, tố cáo.',
    'Tiếp trực tuyến (từ 01/7/2026) không là một cách riêng.',
    'Trả lời trực tiếp cũng được ghi thành văn bản, do lãnh đạo UBND ký.',
    dayNotFound,
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên người đến'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    address: text('Địa chỉ', 500),
    people: count('Số người cùng đến về một nội dung', 1, 10_000),
    representative: optional(text('Họ và tên người đại diện')),
    kind: choice('Nội dung', {
      complaint: 'Khiếu nại',
      denunciation: 'Tố cáo',
      petition: 'Kiến nghị, phản ánh',
    }),
    content: text('Nội dung trình bày', 4000),
    demand: text('Yêu cầu, đề nghị', 2000),
    handledBefore: optional(text('Quá trình xem xét, giải quyết của cơ quan có thẩm quyền', 2000)),
    competence: choice('Thẩm quyền giải quyết', {
      here: 'UBND xã, phường này',
      elsewhere: 'Cơ quan khác',
    }),
    meetsChair: yesNo('Được Chủ tịch trực tiếp tiếp, định kỳ hoặc đột xuất'),
  },
  papers: {
    letter: {
      name: 'Đơn khiếu nại, tố cáo, kiến nghị, phản ánh, hoặc bản ghi nội dung trình bày có chữ ký, điểm chỉ',
      originals: 1,
    },
    identity: {
      name: 'Giấy tờ tùy thân (xuất trình)',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
    authorisation: { name: 'Giấy ủy quyền, khi đến thay người khác', sometimes: true, originals: 1 },
    evidence: { name: 'Thông tin, tài liệu, chứng cứ kèm theo, khi có', sometimes: true, copies: 1 },
  },
  feeDong: free,
  total: workingDays(10),
  steps: {
    receive: {
      name: 'Đón tiếp, ghi vào Sổ tiếp công dân',
      do: 'receive',
      by: 'councilOffice',
      within: workingDays(0.5),
      basis: article('42/2013/QH13', 25),
    },
    meet: {
      name: 'Chủ tịch trực tiếp tiếp',
      do: 'consult',
      when: (form) => form.meetsChair.is(true),
      bodies: { citizen: { by: 'chair' } },
      within: workingDays(2),
      basis: article('42/2013/QH13', 15, 2),
    },
    classify: {
      name: 'Phân loại, xét điều kiện thụ lý',
      do: 'review',
      by: 'councilOffice',
      within: workingDays(4),
      basis: article('42/2013/QH13', 26),
    },
    transfer: {
      name: 'Lập văn bản chuyển kiến nghị, phản ánh',
      do: 'inspect',
      by: 'councilOffice',
      when: (form) => all(form.kind.is('petition'), form.competence.is('elsewhere')),
      within: workingDays(1),
      onFailed: { backTo: 'classify' },
      basis: article('42/2013/QH13', 26, 2),
    },
    sign: {
      name: 'Ký thông báo kết quả xử lý',
      do: 'sign',
      by: 'chair',
      within: workingDays(2.5),
      backTo: 'classify',
      notBy: ['classify'],
      basis: article('42/2013/QH13', 28, 1),
    },
    answer: {
      name: 'Thông báo cho người đến',
      do: 'issue',
      when: (form) => form.competence.is('here'),
      result: 'Thông báo về việc thụ lý, kết quả xử lý',
    },
    direct: {
      name: 'Hướng dẫn hoặc báo đã chuyển',
      do: 'issue',
      when: (form) => not(form.competence.is('here')),
      result: 'Văn bản hướng dẫn, hoặc thông báo đã chuyển đến cơ quan có thẩm quyền',
    },
  },
  examples: [
    {
      path: 'receive classify sign answer',
      given: { kind: 'complaint', competence: 'here', meetsChair: false },
      ends: 'issued',
      spent: workingDays(7),
    },
    {
      path: 'receive meet:disagreed classify transfer:failed classify transfer sign:returned classify transfer sign direct',
      given: { kind: 'petition', competence: 'elsewhere', meetsChair: true },
      ends: 'issued',
      spent: workingDays(22.5),
    },
    {
      path: 'receive meet classify sign direct',
      given: { kind: 'denunciation', competence: 'elsewhere', meetsChair: true },
      ends: 'issued',
      spent: workingDays(9),
    },
    {
      path: 'receive meet classify transfer sign direct',
      given: { kind: 'petition', competence: 'elsewhere', meetsChair: true },
      ends: 'issued',
      spent: workingDays(10),
    },
    {
      path: 'receive classify:refused',
      given: { kind: 'complaint', competence: 'here', meetsChair: false },
      ends: 'refused',
      spent: workingDays(4.5),
    },
    {
      path: 'receive:rejected',
      given: { kind: 'complaint', competence: 'here', meetsChair: false },
      ends: 'notReceived',
      spent: workingDays(0.5),
    },
  ],
})
