import { workingDays } from '../../domain/calendar.ts'
import { ownShares, separateSigner } from '../assumptions.ts'
import { free } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { all, not } from '../grammar/condition.ts'
import { choice, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000930',
  name: 'Thủ tục thôi làm hòa giải viên (cấp xã)',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [
    article('35/2013/QH13', 7),
    article('35/2013/QH13', 11),
    document('01/2014/NQLT-CP-UBTƯMTTQVN', 'mẫu văn bản đề nghị, báo cáo'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP; Luật Hòa giải ở cơ sở',
  assumed: [
    ownShares,
    'Trưởng ban công tác Mặt trận là người nộp; 10 ngày để xem xét, xác minh ở thôn, tổ dân phố có trước, ngoài thủ tục này.',
    'Thôn, tổ dân phố không thống nhất thì Chủ tịch nghe các bên: thống nhất được thì ghi “Đồng ý”, không thì ghi “Không đồng ý”; hồ sơ đi tiếp để Chủ tịch quyết định.',
    'Không có căn cứ thôi làm hòa giải viên thì từ chối bằng văn bản.',
    'Gửi Mặt trận, trưởng thôn và thông báo công khai ở thôn, tổ dân phố (Điều 11 khoản 3) đi sau kết quả.',
    separateSigner,
  ],
  connecting: 'residence',
  form: {
    frontHead: text('Họ và tên Trưởng ban công tác Mặt trận'),
    frontHeadIdentityNumber: identityNumber('Số định danh cá nhân của Trưởng ban công tác Mặt trận'),
    hamlet: text('Thôn, tổ dân phố', 500),
    team: text('Tổ hòa giải'),
    mediatorName: text('Họ và tên hòa giải viên thôi làm'),
    isTeamHead: yesNo('Là tổ trưởng tổ hòa giải'),
    ground: choice('Căn cứ thôi làm hòa giải viên', {
      wish: 'Theo nguyện vọng',
      standard: 'Không còn đáp ứng một trong các tiêu chuẩn',
      violation: 'Vi phạm nguyên tắc hoạt động, hoặc bị xử lý vi phạm pháp luật',
    }),
    evidence: optional(text('Sự việc, chứng cứ', 2000)),
    agreed: yesNo('Trưởng ban công tác Mặt trận và trưởng thôn, tổ trưởng tổ dân phố thống nhất đề nghị'),
  },
  papers: {
    request: {
      name: 'Văn bản đề nghị ra quyết định thôi làm hòa giải viên (Mẫu số 08), khi thống nhất đề nghị',
      sometimes: true,
      originals: 1,
    },
    report: {
      name: 'Báo cáo về việc thôi làm hòa giải viên (Mẫu số 09), khi không đồng ý hoặc không thống nhất',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    checkGround: {
      name: 'Xác minh căn cứ: tiêu chuẩn, vi phạm',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.ground.is('wish')),
      within: workingDays(1),
      onFailed: 'refuse',
      basis: article('35/2013/QH13', 11, 1),
    },
    hear: {
      name: 'Nghe tổ hòa giải, Mặt trận, trưởng thôn khi không thống nhất',
      do: 'consult',
      when: (form) => all(not(form.ground.is('wish')), form.agreed.is(false)),
      bodies: { hamlet: { by: 'chair' } },
      within: workingDays(1),
      basis: document('01/2014/NQLT-CP-UBTƯMTTQVN', 'báo cáo Chủ tịch xem xét, quyết định'),
    },
    review: {
      name: 'Soạn quyết định',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1.5),
      basis: article('35/2013/QH13', 11, 2),
    },
    sign: {
      name: 'Ký quyết định',
      do: 'sign',
      by: 'chair',
      within: workingDays(1),
      backTo: 'review',
      notBy: ['review'],
      basis: article('35/2013/QH13', 11, 2),
    },
    issue: { do: 'issue', result: 'Quyết định thôi làm hòa giải viên' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { ground: 'wish', agreed: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive checkGround hear:disagreed review sign:returned review sign issue',
      given: { ground: 'violation', agreed: false },
      ends: 'issued',
      spent: workingDays(7.5),
    },
    {
      path: 'receive checkGround hear review sign:refused',
      given: { ground: 'standard', agreed: false },
      ends: 'refused',
      spent: workingDays(5),
    },
    {
      path: 'receive checkGround review sign issue',
      given: { ground: 'standard', agreed: true },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive checkGround:failed',
      given: { ground: 'violation', agreed: true },
      ends: 'refused',
      spent: workingDays(1.5),
    },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      given: { ground: 'wish', agreed: true },
      ends: 'issued',
      spent: workingDays(3),
    },
  ],
})
