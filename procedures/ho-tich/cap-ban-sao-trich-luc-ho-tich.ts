import { workingDays, workingHours } from '../../domain/calendar.ts'
import { competenceSplit, confirmedOnline } from '../assumptions.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { authorisationPaper, identityPaper } from '../papers.ts'

export default procedure({
  code: '2.000635',
  name: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    article('60/2014/QH13', 63),
    article('60/2014/QH13', 64),
    document('123/2015/NĐ-CP'),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP, 87/2020/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
    document('01/2022/TT-BTP'),
    document('106/2021/TT-BTC', 'sửa đổi mức phí'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    'Luật nói “ngay sau khi nhận được yêu cầu” (Điều 64 khoản 2), trang công bố không ghi thời hạn: trả trong ngày, nhận sau 15 giờ thì ngày làm việc tiếp theo.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Không phụ thuộc nơi cư trú (Điều 63): nơi tiếp nhận quyết định thẩm quyền.',
    'Sự kiện còn ở sổ giấy của nơi khác thì tra cứu không kịp trong ngày được ghi bằng một lần hẹn lại.',
    'Phí 8.000 đồng một bản; tiền thu thực tế theo số bản.',
    confirmedOnline,
    competenceSplit,
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    requester: choice('Người yêu cầu', {
      self: 'Người có sự kiện hộ tịch',
      representative: 'Người đại diện, người được ủy quyền',
      agency: 'Cơ quan, tổ chức có thẩm quyền',
    }),
    requesterName: text('Họ, chữ đệm, tên hoặc tên cơ quan yêu cầu', 500),
    requesterIdentityNumber: optional(identityNumber('Số định danh cá nhân của người yêu cầu')),
    purpose: text('Lý do, mục đích', 1000),
    event: choice('Sự kiện hộ tịch', {
      birth: 'Khai sinh',
      marriage: 'Kết hôn',
      death: 'Khai tử',
      recognition: 'Nhận cha, mẹ, con',
      guardianship: 'Giám hộ, chấm dứt giám hộ',
      change: 'Thay đổi, cải chính, bổ sung, xác định lại dân tộc',
      foreignNote: 'Ghi chú việc hộ tịch đã giải quyết ở nước ngoài',
    }),
    subjectName: text('Họ, chữ đệm, tên người được cấp bản sao'),
    subjectBornOn: date('Ngày sinh'),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân của người được cấp bản sao')),
    registeredAt: text('Đã đăng ký tại', 500),
    registeredOn: optional(date('Ngày đăng ký')),
    registerNumber: optional(text('Số, quyển số')),
    kept: choice('Sự kiện được lưu ở', {
      database: 'Cơ sở dữ liệu hộ tịch điện tử',
      book: 'Sổ hộ tịch giấy, chưa số hóa',
    }),
    copies: count('Số bản sao đề nghị cấp', 1, 50),
  },
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị cấp bản sao trích lục hộ tịch theo mẫu, với cá nhân',
      originals: 1,
    },
    letter: {
      name: 'Văn bản yêu cầu nêu rõ lý do, khi cơ quan, tổ chức yêu cầu',
      sometimes: true,
      originals: 1,
    },
    identity: identityPaper,
    authorisation: authorisationPaper,
  },
  feeDong: { online: 8_000, counter: 8_000, post: 8_000 },
  total: workingDays(1),
  sameDay: article('60/2014/QH13', 64, 2),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(0.5) },
    checkAgency: {
      name: 'Xét thẩm quyền và lý do của cơ quan, tổ chức yêu cầu',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.requester.is('agency'),
      within: workingHours(1),
      onFailed: 'refuse',
      basis: article('60/2014/QH13', 64, 1),
    },
    lookUp: {
      name: 'Tra Sổ hộ tịch giấy, cập nhật vào Cơ sở dữ liệu hộ tịch điện tử',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.kept.is('book'),
      within: workingHours(2),
      onFailed: 'refuse',
      basis: article('60/2014/QH13', 64, 2),
    },
    review: {
      name: 'Đối chiếu dữ liệu, in bản sao',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(2.5),
      basis: article('60/2014/QH13', 64, 2),
    },
    sign: { do: 'sign', by: 'chair', within: workingHours(2), backTo: 'review' },
    issue: { do: 'issue', result: 'Bản sao Trích lục hộ tịch, bản sao Giấy khai sinh' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { requester: 'self', kept: 'database' },
      ends: 'issued',
      spent: workingHours(5),
    },
    {
      path: 'receive checkAgency lookUp review sign:returned review sign issue',
      given: { requester: 'agency', kept: 'book' },
      ends: 'issued',
      spent: workingHours(12.5),
    },
    {
      path: 'receive review:refused',
      given: { requester: 'representative', kept: 'database' },
      ends: 'refused',
      spent: workingHours(3),
    },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      given: { requester: 'representative', kept: 'database' },
      ends: 'issued',
      spent: workingHours(5),
    },
    {
      path: 'receive lookUp:failed',
      given: { requester: 'self', kept: 'book' },
      ends: 'refused',
      spent: workingHours(2.5),
    },
    {
      path: 'receive checkAgency:failed',
      given: { requester: 'agency', kept: 'database' },
      ends: 'refused',
      spent: workingHours(1.5),
    },
  ],
})
