import { workingDays } from '../../domain/calendar.ts'
import { ownShares, separateSigner } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { accountNumber, count, dong, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.002080',
  name: 'Thủ tục thanh toán thù lao cho hòa giải viên',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [
    article('35/2013/QH13', 9),
    article('15/2014/NĐ-CP', 14),
    document('100/2014/TTLT-BTC-BTP', 'kinh phí hòa giải ở cơ sở'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP; Luật Hòa giải ở cơ sở',
  assumed: [
    ownShares,
    'Mức thù lao một vụ, việc do HĐND Thành phố quyết định, chưa tìm thấy: số tiền trả là số đề nghị mà người thẩm định và người ký chịu trách nhiệm.',
    'Thù lao được trả qua tổ hòa giải: tài khoản nhận là của tổ trưởng, tổ trả lại cho hòa giải viên.',
    'Sổ theo dõi hoạt động hòa giải chỉ xuất trình để đối chiếu khi thanh toán cho nhiều vụ, việc.',
    'Không thanh toán thì từ chối bằng văn bản nêu rõ lý do.',
    separateSigner,
  ],
  connecting: 'residence',
  form: {
    mediatorName: text('Họ và tên hòa giải viên'),
    mediatorIdentityNumber: identityNumber('Số định danh cá nhân của hòa giải viên'),
    mediatorAddress: text('Địa chỉ của hòa giải viên', 500),
    team: text('Tổ hòa giải, địa chỉ', 500),
    teamHead: text('Họ và tên tổ trưởng xác nhận'),
    cases: count('Số vụ, việc đề nghị thanh toán', 1, 1000),
    caseList: text('Danh sách vụ, việc: ngày, các bên, kết quả', 4000),
    lumpSumDong: dong('Số tiền đề nghị thanh toán'),
    payeeAccount: accountNumber('Số tài khoản của tổ trưởng tổ hòa giải'),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị thanh toán thù lao, có xác nhận của tổ trưởng tổ hòa giải và danh sách vụ, việc',
      originals: 1,
    },
    register: {
      name: 'Sổ theo dõi hoạt động hòa giải ở cơ sở (xuất trình, khi cần đối chiếu)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    compare: {
      name: 'Đối chiếu từng vụ, việc với Sổ theo dõi',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.cases.atLeast(2),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('15/2014/NĐ-CP', 14),
    },
    review: {
      name: 'Xét điều kiện hưởng thù lao, mức chi',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1.5),
      basis: article('15/2014/NĐ-CP', 14),
    },
    sign: {
      name: 'Ký quyết định thanh toán',
      do: 'sign',
      by: 'chair',
      within: workingDays(1),
      backTo: 'review',
      notBy: ['review'],
    },
    issue: { do: 'issue', result: 'Quyết định thanh toán thù lao cho hòa giải viên' },
    pay: {
      name: 'Trả thù lao qua tổ hòa giải',
      do: 'payout',
      by: 'accountant',
      within: workingDays(1),
      benefit: 'mediationFee',
      amount: 'lumpSum',
      account: 'payeeAccount',
      basis: article('35/2013/QH13', 9),
    },
  },
  examples: [
    {
      path: 'receive review sign issue pay',
      given: { cases: 1 },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive compare review sign:returned review sign issue pay',
      given: { cases: 2 },
      ends: 'issued',
      spent: workingDays(7.5),
    },
    {
      path: 'receive compare:failed supplement receive compare review sign issue pay',
      given: { cases: 5 },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive review:refused',
      given: { cases: 1 },
      ends: 'refused',
      spent: workingDays(2),
    },
  ],
})
