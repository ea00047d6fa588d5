import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000282',
  name: 'Tiếp nhận đối tượng cần bảo vệ khẩn cấp vào cơ sở trợ giúp xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [article('20/2021/NĐ-CP', 24, 2), article('20/2021/NĐ-CP', 27, 3), article('20/2021/NĐ-CP', 28, 2)],
  source:
    'Nghị định 20/2021/NĐ-CP, Điều 24, 27, 28; Phụ lục I Nghị quyết 66.7/2025/NQ-CP; quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
  assumed: [
    'Cơ sở tiếp nhận ngay; 10 ngày làm việc là để hoàn thiện thủ tục, hồ sơ. Thời hạn của từng bước là phân chia nội bộ.',
    'Cơ sở trợ giúp xã hội chưa là một đơn vị trong dữ liệu: đánh giá và quyết định của người đứng đầu cơ sở do Phòng Văn hóa - Xã hội và lãnh đạo UBND ghi nhận.',
    'Kéo dài quá 10 ngày do cơ quan quản lý cấp trên quyết định: được ghi bằng một lần hẹn lại.',
    'Thông báo tìm thân nhân của trẻ em bị bỏ rơi (25 ngày làm việc) dài hơn thời hạn, nên chỉ bắt đầu trong hồ sơ này; đăng ký khai sinh là thủ tục khác.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    subjectName: optional(text('Họ và tên đối tượng')),
    subjectBorn: optional(text('Ngày sinh hoặc tuổi ước đoán', 50)),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân của đối tượng')),
    foundAt: text('Nơi đang ở hoặc nơi phát hiện', 500),
    foundOn: date('Ngày phát hiện'),
    group: choice('Đối tượng là', {
      violence: 'Nạn nhân bạo lực gia đình',
      sexual: 'Nạn nhân bị xâm hại tình dục',
      trafficked: 'Nạn nhân bị buôn bán, cưỡng bức lao động',
      wandering: 'Trẻ em, người lang thang xin ăn',
      other: 'Đối tượng cần bảo vệ khẩn cấp khác',
    }),
    abandonedChild: yesNo('Là trẻ em bị bỏ rơi'),
    finderName: optional(text('Họ và tên người hoặc đại diện cơ quan phát hiện')),
    condition: text('Tình trạng thân thể, tinh thần', 2000),
    guardianName: optional(text('Họ và tên người giám hộ hoặc thân nhân')),
  },
  papers: {
    declaration: {
      name: 'Tờ khai của đối tượng hoặc người giám hộ (Mẫu số 07, 20/2021/NĐ-CP)',
      originals: 1,
    },
    identity: {
      name: 'Bản sao căn cước công dân hoặc giấy tờ tùy thân của đối tượng (nếu có)',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('20/2021/NĐ-CP', 27, 3),
    },
    minutes: {
      name: 'Biên bản đối với trường hợp khẩn cấp, có chữ ký của người phát hiện, chính quyền hoặc công an cấp xã, cơ sở',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(10),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    assess: {
      name: 'Đánh giá mức độ tổn thương, khả năng phục hồi, nhu cầu',
      do: 'inspect',
      by: 'socialAffairs',
      within: workingDays(3),
      onFailed: 'refuse',
      basis: article('20/2021/NĐ-CP', 28, 2),
    },
    announce: {
      name: 'Thông báo tìm thân nhân trẻ em bị bỏ rơi',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => form.abandonedChild.is(true),
      within: workingDays(1),
      basis: article('20/2021/NĐ-CP', 28, 2),
    },
    propose: {
      name: 'Ký văn bản đề nghị tiếp nhận',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'assess',
      notBy: ['assess'],
      basis: article('20/2021/NĐ-CP', 27, 3),
    },
    complete: {
      name: 'Hoàn thành thủ tục, hồ sơ của đối tượng',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(2.5),
      basis: article('20/2021/NĐ-CP', 28, 2),
    },
    admit: {
      name: 'Quyết định trợ giúp tại cơ sở',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'complete',
      notBy: ['complete'],
      basis: article('20/2021/NĐ-CP', 27, 1),
    },
    issue: { do: 'issue', result: 'Quyết định tiếp nhận đối tượng vào cơ sở trợ giúp xã hội' },
  },
  examples: [
    {
      path: 'receive assess announce propose complete admit issue',
      given: { abandonedChild: true },
      ends: 'issued',
      spent: workingDays(10),
    },
    {
      path: 'receive assess announce propose:returned assess announce propose complete admit:returned complete admit issue',
      given: { abandonedChild: true },
      ends: 'issued',
      spent: workingDays(19.5),
    },
    {
      path: 'receive assess propose complete admit issue',
      given: { abandonedChild: false },
      ends: 'issued',
      spent: workingDays(9),
    },
    {
      path: 'receive assess:failed',
      given: { abandonedChild: false },
      ends: 'refused',
      spent: workingDays(3.5),
    },
    {
      path: 'receive assess propose complete admit:refused',
      given: { abandonedChild: false },
      ends: 'refused',
      spent: workingDays(9),
    },
  ],
})
