import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000286',
  name: 'Tiếp nhận đối tượng bảo trợ xã hội có hoàn cảnh đặc biệt khó khăn vào cơ sở trợ giúp xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [
    article('20/2021/NĐ-CP', 27, 2),
    document('66.7/2025/NQ-CP', 'Giấy khai sinh được thay bằng cơ sở dữ liệu trẻ em'),
  ],
  source:
    'Phụ lục I Nghị quyết 66.7/2025/NQ-CP; quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng, quy trình số 17',
  assumed: [
    'Thời gian từng bước là của quy trình Cao Bằng (10 ngày ở xã, 15 ngày ở tỉnh); quy trình của Hà Nội chưa tìm thấy.',
    'Phân công và thẩm định lại của lãnh đạo phòng được tính vào bước của công chức, văn thư vào bước của người ký.',
    'Cơ sở trợ giúp xã hội chưa là một đơn vị trong dữ liệu: bước của người đứng đầu cơ sở do Sở Y tế giữ.',
    'Thành phần hồ sơ ngoài Giấy khai sinh chưa tìm thấy; tờ khai ghi theo thông lệ.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    subjectName: text('Họ và tên đối tượng'),
    subjectBornOn: date('Ngày sinh'),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân của đối tượng')),
    group: choice('Nhóm đối tượng', {
      child: 'Trẻ em không có nguồn nuôi dưỡng',
      elderly: 'Người cao tuổi không có người phụng dưỡng',
      disabled: 'Người khuyết tật đặc biệt nặng không nơi nương tựa',
      other: 'Đối tượng khác',
    }),
    residence: text('Nơi cư trú', 500),
    situation: text('Hoàn cảnh', 2000),
    guardianName: optional(text('Họ và tên người giám hộ hoặc người đề nghị')),
  },
  papers: {
    request: { name: 'Tờ khai đề nghị tiếp nhận vào cơ sở trợ giúp xã hội', originals: 1 },
    birth: {
      name: 'Bản sao Giấy khai sinh đối với trẻ em',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu trẻ em',
      askedBy: article('20/2021/NĐ-CP', 27, 2),
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(25),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    verify: { name: 'Thẩm định tại xã', do: 'review', by: 'socialAffairs', within: workingDays(8) },
    forward: {
      name: 'Ký văn bản đề nghị Sở Y tế',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'verify',
      notBy: ['verify'],
    },
    assess: {
      name: 'Thẩm định tại Sở Y tế',
      do: 'review',
      by: 'specialist',
      at: 'department',
      within: workingDays(7.5),
      backTo: 'verify',
    },
    transfer: {
      name: 'Ký văn bản chuyển cơ sở trợ giúp xã hội',
      do: 'sign',
      by: 'director',
      at: 'department',
      within: workingDays(1.5),
      backTo: 'assess',
      notBy: ['assess'],
    },
    admit: {
      name: 'Quyết định tiếp nhận vào cơ sở',
      do: 'sign',
      by: 'director',
      at: 'department',
      within: workingDays(6),
      backTo: 'assess',
    },
    issue: { do: 'issue', result: 'Quyết định tiếp nhận đối tượng vào cơ sở trợ giúp xã hội' },
  },
  examples: [
    {
      path: 'receive verify forward assess transfer admit issue',
      ends: 'issued',
      spent: workingDays(25),
    },
    {
      path: 'receive verify forward:returned verify forward assess:returned verify forward assess transfer admit issue',
      ends: 'issued',
      spent: workingDays(51.5),
    },
    {
      path: 'receive verify forward assess transfer:returned assess transfer admit:returned assess transfer admit issue',
      ends: 'issued',
      spent: workingDays(49),
    },
    { path: 'receive verify forward assess transfer admit:refused', ends: 'refused', spent: workingDays(25) },
    {
      path: 'receive verify:incomplete supplement receive verify:refused',
      ends: 'refused',
      spent: workingDays(8.5),
    },
  ],
})
