import { workingDays } from '../../domain/calendar.ts'
import { ownShares, separateSigner } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000950',
  name: 'Thủ tục công nhận tổ trưởng tổ hòa giải (cấp xã)',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [
    article('35/2013/QH13', 12),
    article('35/2013/QH13', 14),
    document('01/2014/NQLT-CP-UBTƯMTTQVN', 'mẫu biên bản, văn bản đề nghị'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP; Luật Hòa giải ở cơ sở',
  assumed: [
    ownShares,
    'Trưởng ban công tác Mặt trận là người nộp, trong 05 ngày kể từ ngày họp bầu; quá hạn vẫn tiếp nhận.',
    'Tổ trưởng cũ còn tại chức thì quyết định thôi làm tổ trưởng được ký cùng lúc; không văn bản nào nói rõ.',
    separateSigner,
  ],
  connecting: 'residence',
  form: {
    frontHead: text('Họ và tên Trưởng ban công tác Mặt trận'),
    frontHeadIdentityNumber: identityNumber('Số định danh cá nhân của Trưởng ban công tác Mặt trận'),
    hamlet: text('Thôn, tổ dân phố', 500),
    team: text('Tổ hòa giải'),
    electedName: text('Họ và tên người được bầu'),
    electedIdentityNumber: identityNumber('Số định danh cá nhân của người được bầu'),
    electedOn: date('Ngày bầu'),
    electedBy: choice('Hình thức bầu', {
      open: 'Biểu quyết công khai',
      secret: 'Bỏ phiếu kín',
    }),
    mediators: count('Số hòa giải viên của tổ', 3, 100),
    votes: count('Số hòa giải viên đồng ý', 1, 100),
    replaces: yesNo('Thay tổ trưởng đang tại chức'),
    formerHead: optional(text('Họ và tên tổ trưởng cũ')),
  },
  papers: {
    request: { name: 'Văn bản đề nghị công nhận tổ trưởng tổ hòa giải', originals: 1 },
    minutes: {
      name: 'Biên bản kiểm phiếu hoặc biên bản về kết quả biểu quyết bầu tổ trưởng tổ hòa giải',
      originals: 1,
    },
  },
  feeDong: free,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    checkFormer: {
      name: 'Kiểm tra việc thôi làm của tổ trưởng cũ',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.replaces.is(true),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('35/2013/QH13', 14),
    },
    review: {
      name: 'Kiểm tra kết quả bầu, tư cách hòa giải viên',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(2),
      basis: article('35/2013/QH13', 14, 2),
    },
    sign: {
      name: 'Ký quyết định công nhận',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('35/2013/QH13', 14, 2),
    },
    issue: { do: 'issue', result: 'Quyết định công nhận tổ trưởng tổ hòa giải' },
  },
  examples: [
    { path: 'receive review sign issue', given: { replaces: false }, ends: 'issued', spent: workingDays(4) },
    {
      path: 'receive checkFormer review sign:returned review sign issue',
      given: { replaces: true },
      ends: 'issued',
      spent: workingDays(8.5),
    },
    {
      path: 'receive checkFormer:failed supplement receive checkFormer review sign issue',
      given: { replaces: true },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive review:refused',
      given: { replaces: false },
      ends: 'refused',
      spent: workingDays(2.5),
    },
  ],
})
