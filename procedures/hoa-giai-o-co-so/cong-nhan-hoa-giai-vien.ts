import { workingDays } from '../../domain/calendar.ts'
import { ownShares, separateSigner } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.002211',
  name: 'Thủ tục công nhận hòa giải viên (cấp xã)',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [
    article('35/2013/QH13', 7),
    article('35/2013/QH13', 8),
    article('35/2013/QH13', 12),
    document('15/2014/NĐ-CP'),
    document('01/2014/NQLT-CP-UBTƯMTTQVN', 'mẫu biên bản, danh sách'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP; Luật Hòa giải ở cơ sở',
  assumed: [
    ownShares,
    'Trưởng ban công tác Mặt trận là người nộp, một hồ sơ cho một tổ hòa giải; thông tin từng người nằm trong danh sách kèm theo.',
    'Người đạt trên 50% nhiều hơn số lượng thì xếp theo phiếu từ cao xuống thấp, kể cả người bằng phiếu, để Chủ tịch quyết định (Điều 8 khoản 3).',
    'Số hòa giải viên không đủ hoặc thiếu hòa giải viên nữ thì yêu cầu bổ sung, bầu thêm.',
    'Gửi Mặt trận, trưởng thôn và thông báo công khai ở thôn, tổ dân phố (Điều 8 khoản 4) đi sau kết quả.',
    separateSigner,
  ],
  connecting: 'residence',
  form: {
    frontHead: text('Họ và tên Trưởng ban công tác Mặt trận'),
    frontHeadIdentityNumber: identityNumber('Số định danh cá nhân của Trưởng ban công tác Mặt trận'),
    hamlet: text('Thôn, tổ dân phố', 500),
    team: text('Tổ hòa giải'),
    electedOn: date('Ngày bầu'),
    electedBy: choice('Hình thức bầu', {
      open: 'Biểu quyết công khai (Mẫu số 01)',
      secret: 'Bỏ phiếu kín (Mẫu số 02)',
      households: 'Phát phiếu lấy ý kiến hộ gia đình (Mẫu số 03)',
    }),
    households: count('Số hộ gia đình trong thôn, tổ dân phố', 1, 100_000),
    seats: count('Số hòa giải viên được Chủ tịch quyết định', 3, 100),
    nominees: count('Số người được đề nghị công nhận, đạt trên 50% đại diện hộ', 1, 100),
    names: text('Họ và tên, số phiếu của từng người', 4000),
    moreThanSeats: yesNo('Số người đạt trên 50% nhiều hơn số lượng được quyết định'),
  },
  papers: {
    minutes: {
      name: 'Biên bản kiểm phiếu hoặc biên bản về kết quả biểu quyết bầu hòa giải viên (Mẫu số 01, 02 hoặc 03)',
      originals: 1,
    },
    list: { name: 'Danh sách người được đề nghị công nhận là hòa giải viên (Mẫu số 06)', originals: 1 },
  },
  feeDong: free,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    rank: {
      name: 'Xếp theo số phiếu từ cao xuống thấp, trình người bằng phiếu',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.moreThanSeats.is(true),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('35/2013/QH13', 8, 3),
    },
    review: {
      name: 'Kiểm tra tiêu chuẩn, kết quả bầu, số lượng của tổ',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(2),
      basis: article('35/2013/QH13', 7),
    },
    sign: {
      name: 'Ký quyết định công nhận',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('35/2013/QH13', 8, 4),
    },
    issue: { do: 'issue', result: 'Quyết định công nhận hòa giải viên' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { moreThanSeats: false },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive rank review sign:returned review sign issue',
      given: { moreThanSeats: true },
      ends: 'issued',
      spent: workingDays(8.5),
    },
    {
      path: 'receive rank:failed supplement receive rank review sign issue',
      given: { moreThanSeats: true },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      given: { moreThanSeats: false },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive review:refused',
      given: { moreThanSeats: false },
      ends: 'refused',
      spent: workingDays(2.5),
    },
  ],
})
