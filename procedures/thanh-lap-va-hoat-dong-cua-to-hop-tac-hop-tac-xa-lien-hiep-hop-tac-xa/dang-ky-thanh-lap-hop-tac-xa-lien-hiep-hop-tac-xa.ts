import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, count, date, dong, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.005280',
  name: 'Đăng ký thành lập hợp tác xã, liên hiệp hợp tác xã; đăng ký chuyển đổi tổ hợp tác thành hợp tác xã; đăng ký khi hợp tác xã, liên hiệp hợp tác xã chia, tách, hợp nhất',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: [
    article('17/2023/QH15', 42, 2),
    article('17/2023/QH15', 30, 1),
    document('92/2024/NĐ-CP'),
    document('125/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('09/2024/TT-BKHĐT', 'biểu mẫu'),
    document('43/2025/TT-BTC'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [
    'Ba ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Có nhà đầu tư nước ngoài: đối chiếu giấy chứng nhận đăng ký đầu tư là một bước riêng.',
    'Chuyển đổi từ tổ hợp tác, chia, tách, hợp nhất có cùng thời hạn và các bước; giấy tờ riêng của từng trường hợp ghi ở thành phần hồ sơ.',
    'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.',
    notFound.fee,
  ],
  connecting: 'seat',
  form: {
    cooperativeName: text('Tên hợp tác xã, liên hiệp hợp tác xã'),
    kind: choice('Loại', { cooperative: 'Hợp tác xã', union: 'Liên hiệp hợp tác xã' }),
    founding: choice('Hình thức', {
      founded: 'Thành lập mới',
      converted: 'Chuyển đổi từ tổ hợp tác',
      divided: 'Chia',
      separated: 'Tách',
      merged: 'Hợp nhất',
    }),
    seat: text('Địa chỉ trụ sở chính', 500),
    activity: text('Ngành, nghề kinh doanh', 2000),
    charterCapitalDong: dong('Vốn điều lệ'),
    members: count('Số thành viên chính thức', 3, 100_000),
    contributingMembers: count('Số thành viên liên kết góp vốn', 0, 100_000),
    meetingOn: date('Ngày hội nghị thành lập'),
    foreignInvestor: yesNo(
      'Có thành viên là nhà đầu tư nước ngoài, tổ chức kinh tế có vốn đầu tư nước ngoài',
    ),
    representative: text('Họ và tên người đại diện theo pháp luật'),
    representativeIdentityNumber: identityNumber('Số định danh cá nhân của người đại diện'),
    applicantName: optional(text('Họ và tên người được ủy quyền đăng ký')),
  },
  papers: {
    request: { name: 'Giấy đề nghị đăng ký thành lập', originals: 1 },
    charter: { name: 'Điều lệ', originals: 1 },
    resolution: { name: 'Nghị quyết hội nghị thành lập', originals: 1 },
    members: { name: 'Danh sách thành viên chính thức, thành viên liên kết góp vốn', originals: 1 },
    representatives: {
      name: 'Danh sách, số định danh cá nhân của người đại diện theo pháp luật (giấy tờ pháp lý, nếu là người nước ngoài)',
      originals: 1,
    },
    investment: {
      name: 'Bản sao giấy chứng nhận đăng ký đầu tư, văn bản chấp thuận góp vốn, khi có nhà đầu tư nước ngoài',
      sometimes: true,
      copies: 1,
    },
    division: {
      name: 'Nghị quyết chia, tách, hoặc hợp đồng hợp nhất và nghị quyết thông qua, khi chia, tách, hợp nhất',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: null, post: null },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    investment: {
      name: 'Đối chiếu giấy chứng nhận đăng ký đầu tư',
      do: 'review',
      by: 'economy',
      when: (form) => form.foreignInvestor.is(true),
      within: workingDays(0.5),
      basis: article('17/2023/QH15', 30, 1),
    },
    review: {
      name: 'Xem xét tính hợp lệ của hồ sơ đăng ký',
      do: 'review',
      by: 'economy',
      within: workingDays(1.5),
    },
    sign: {
      name: 'Ký Giấy chứng nhận',
      do: 'sign',
      by: 'economy',
      within: workingDays(0.75),
      backTo: 'review',
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận đăng ký hợp tác xã' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { foreignInvestor: false },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive investment review sign:returned review sign issue',
      given: { foreignInvestor: true },
      ends: 'issued',
      spent: workingDays(5.25),
    },
    {
      path: 'receive investment review sign issue',
      given: { foreignInvestor: true },
      ends: 'issued',
      spent: workingDays(3),
    },
    { path: 'receive:incomplete supplement:lapsed', ends: 'lapsed', spent: workingDays(0.25) },
    {
      path: 'receive investment:refused',
      given: { foreignInvestor: true },
      ends: 'refused',
      spent: workingDays(0.75),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { foreignInvestor: false },
      ends: 'refused',
      spent: workingDays(1.75),
    },
  ],
})
