import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { not } from '../grammar/condition.ts'
import { choice, count, date, dong, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.002637',
  name: 'Đăng ký thành lập tổ hợp tác; đăng ký tổ hợp tác trong trường hợp đã được thành lập trước ngày Luật Hợp tác xã có hiệu lực thi hành, thuộc đối tượng phải đăng ký theo quy định tại khoản 2 Điều 107 Luật Hợp tác xã 2023',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: [
    article('17/2023/QH15', 107, 2),
    article('17/2023/QH15', 22, 2),
    article('92/2024/NĐ-CP', 58),
    article('92/2024/NĐ-CP', 59, 1),
    document('125/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('09/2024/TT-BKHĐT', 'biểu mẫu'),
    document('43/2025/TT-BTC'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [
    'Ba ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Đối chiếu đăng ký thuế là một bước riêng, chỉ khi tổ hợp tác đã hoạt động; thông báo cho cơ quan thuế nằm trong bước ký.',
    'Thay đổi nội dung đã thông báo trước đây, đăng ký cùng hồ sơ, viết trong phần mô tả.',
  ],
  connecting: 'seat',
  form: {
    groupName: text('Tên tổ hợp tác'),
    seat: text('Địa chỉ trụ sở', 500),
    standing: choice('Trường hợp', {
      founded: 'Thành lập mới, phải hoặc có nhu cầu đăng ký kinh doanh',
      notified: 'Đã thông báo với UBND cấp xã theo 77/2019/NĐ-CP, nay phải đăng ký',
      earlier: 'Đã thành lập trước ngày Luật Hợp tác xã có hiệu lực',
    }),
    contractOn: date('Ngày ký hợp đồng hợp tác'),
    activity: text('Ngành, nghề kinh doanh', 1000),
    capitalDong: dong('Tổng phần vốn góp'),
    members: count('Số thành viên', 2, 10_000),
    representative: text('Họ và tên người đại diện'),
    representativeBornOn: date('Ngày sinh người đại diện'),
    representativeIdentityNumber: identityNumber('Số định danh cá nhân của người đại diện'),
    taxNumber: optional(text('Mã số thuế đã cấp', 50)),
    alsoChanges: optional(text('Nội dung thay đổi đăng ký cùng hồ sơ', 2000)),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị đăng ký thành lập, hoặc đề nghị cấp Giấy chứng nhận đăng ký tổ hợp tác',
      originals: 1,
    },
    contract: {
      name: 'Hợp đồng hợp tác, khi thành lập mới hoặc đã thông báo',
      sometimes: true,
      originals: 1,
    },
    list: {
      name: 'Danh sách thành viên tổ hợp tác, khi thành lập mới hoặc đã thông báo',
      sometimes: true,
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền của thành viên cho người đại diện tổ hợp tác, khi thành lập mới hoặc đã thông báo',
      sometimes: true,
      copies: 1,
    },
    tax: {
      name: 'Bản sao Giấy chứng nhận đăng ký thuế, khi tổ hợp tác đã hoạt động',
      sometimes: true,
      copies: 1,
    },
    changes: {
      name: 'Giấy tờ của việc thay đổi nội dung đăng ký, khi đăng ký cùng hồ sơ',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    tax: {
      name: 'Đối chiếu đăng ký thuế đã có',
      do: 'review',
      by: 'economy',
      when: (form) => not(form.standing.is('founded')),
      within: workingDays(0.5),
    },
    review: {
      name: 'Kiểm tra điều kiện cấp Giấy chứng nhận',
      do: 'review',
      by: 'economy',
      within: workingDays(1.5),
      basis: article('92/2024/NĐ-CP', 59, 1),
    },
    sign: {
      name: 'Ký Giấy chứng nhận, thông báo cơ quan thuế quản lý',
      do: 'sign',
      by: 'economy',
      within: workingDays(0.75),
      backTo: 'review',
      basis: article('92/2024/NĐ-CP', 58, 2),
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận đăng ký tổ hợp tác' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { standing: 'founded' },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive tax review sign issue',
      given: { standing: 'notified' },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive tax review sign:returned review sign issue',
      given: { standing: 'earlier' },
      ends: 'issued',
      spent: workingDays(5.25),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { standing: 'founded' },
      ends: 'refused',
      spent: workingDays(1.75),
    },
    {
      path: 'receive review withdraw',
      given: { standing: 'founded' },
      ends: 'withdrawn',
      spent: workingDays(1.75),
    },
  ],
})
