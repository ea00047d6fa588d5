import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.001947',
  name: 'Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em bị xâm hại hoặc có nguy cơ bị bạo lực, bóc lột, bỏ rơi và trẻ em có hoàn cảnh đặc biệt',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: [
    article('102/2016/QH13', 52),
    article('56/2017/NĐ-CP', 26),
    article('56/2017/NĐ-CP', 27),
    article('56/2017/NĐ-CP', 28),
  ],
  source: 'Nghị định 56/2017/NĐ-CP, Điều 26 đến 28; danh mục thủ tục cấp xã của Vĩnh Bảo, Hải Phòng',
  assumed: [
    'Năm ngày xây dựng và hai ngày phê duyệt được cộng thành 07 ngày làm việc kể từ khi tiếp nhận; trường hợp khẩn cấp theo thủ tục can thiệp khẩn cấp.',
    'Thời hạn của từng bước trong 05 ngày là phân chia nội bộ.',
    'Người làm công tác bảo vệ trẻ em cấp xã là công chức Phòng Văn hóa - Xã hội.',
    'Cuộc họp do Chủ tịch UBND chủ trì được ghi như ý kiến của Chủ tịch; không thống nhất được thì đánh giá lại.',
    'Hồ sơ trình do công chức lập; người báo tin hay gia đình không phải nộp giấy tờ.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    childName: text('Họ và tên trẻ em'),
    childBornOn: date('Ngày sinh của trẻ em'),
    childIdentityNumber: optional(identityNumber('Số định danh cá nhân của trẻ em')),
    residence: text('Nơi ở của trẻ em', 500),
    carerName: text('Họ và tên cha, mẹ hoặc người chăm sóc'),
    standing: choice('Trẻ em', {
      abused: 'Bị xâm hại',
      atRisk: 'Có nguy cơ bị bạo lực, bóc lột, bỏ rơi',
      special: 'Có hoàn cảnh đặc biệt',
    }),
    byCarer: yesNo('Cha, mẹ, người chăm sóc là người gây tổn hại'),
    assessment: text('Kết quả đánh giá nguy cơ ban đầu', 4000),
    wishes: optional(text('Ý kiến, nguyện vọng của trẻ em', 2000)),
    needs: text('Nhu cầu: y tế, tâm lý, giáo dục, pháp lý, trợ giúp xã hội', 2000),
  },
  papers: {
    intake: {
      name: 'Báo cáo tiếp nhận thông tin, đánh giá nguy cơ ban đầu (Mẫu số 01, 02)',
      originals: 1,
    },
    assessment: { name: 'Báo cáo thu thập thông tin, đánh giá nguy cơ cụ thể (Mẫu số 03)', originals: 1 },
    minutes: { name: 'Biên bản cuộc họp xác định nhu cầu hỗ trợ, can thiệp', originals: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(7),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    assess: {
      name: 'Thu thập thông tin, đánh giá nguy cơ cụ thể (Mẫu số 03)',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(1.75),
      basis: article('56/2017/NĐ-CP', 27, 1),
    },
    family: {
      name: 'Ghi ý kiến, nguyện vọng của cha, mẹ, người chăm sóc',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.byCarer.is(false),
      within: workingDays(0.5),
      basis: article('56/2017/NĐ-CP', 27, 1),
    },
    meeting: {
      name: 'Họp xác định biện pháp, Chủ tịch UBND chủ trì',
      do: 'consult',
      bodies: { meeting: { by: 'chair' } },
      within: workingDays(1),
      onDisagreed: { backTo: 'assess' },
      basis: article('56/2017/NĐ-CP', 27, 2),
    },
    plan: {
      name: 'Xây dựng kế hoạch hỗ trợ, can thiệp (Mẫu số 04)',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(1.5),
      basis: article('56/2017/NĐ-CP', 28, 1),
    },
    sign: {
      name: 'Ký quyết định phê duyệt kế hoạch (Mẫu số 05)',
      do: 'sign',
      by: 'chair',
      within: workingDays(2),
      backTo: 'plan',
      notBy: ['plan'],
      basis: article('56/2017/NĐ-CP', 28, 4),
    },
    issue: { do: 'issue', result: 'Quyết định phê duyệt kế hoạch hỗ trợ, can thiệp' },
  },
  examples: [
    {
      path: 'receive assess family meeting plan sign issue',
      given: { byCarer: false },
      ends: 'issued',
      spent: workingDays(7),
    },
    {
      path: 'receive assess meeting plan sign issue',
      given: { byCarer: true },
      ends: 'issued',
      spent: workingDays(6.5),
    },
    {
      path: 'receive assess family meeting:disagreed assess family meeting plan sign:returned plan sign issue',
      given: { byCarer: false },
      ends: 'issued',
      spent: workingDays(13.75),
    },
    {
      path: 'receive assess:refused',
      given: { byCarer: true },
      ends: 'refused',
      spent: workingDays(2),
    },
    {
      path: 'receive assess:incomplete supplement receive assess family meeting plan sign:refused',
      given: { byCarer: false },
      ends: 'refused',
      spent: workingDays(7),
    },
  ],
})
