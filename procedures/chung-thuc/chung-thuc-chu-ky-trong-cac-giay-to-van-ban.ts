import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { not } from '../grammar/condition.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { certifiedIdentityPaper } from '../papers.ts'

export default procedure({
  code: '2.000884',
  name: 'Chứng thực chữ ký trong các giấy tờ, văn bản (áp dụng cho cả trường hợp chứng thực điểm chỉ và trường hợp người yêu cầu chứng thực không thể ký, không thể điểm chỉ được)',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    article('23/2015/NĐ-CP', 5),
    article('23/2015/NĐ-CP', 7),
    article('23/2015/NĐ-CP', 10),
    article('23/2015/NĐ-CP', 23),
    article('23/2015/NĐ-CP', 24),
    article('23/2015/NĐ-CP', 25),
    article('23/2015/NĐ-CP', 26),
    document('07/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP'),
    document('280/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('01/2020/TT-BTP'),
    document('226/2016/TT-BTC', 'phí chứng thực'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP; 23/2015/NĐ-CP',
  assumed: [
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Kéo dài theo thỏa thuận bằng văn bản được ghi bằng một lần hẹn lại.',
    'Phải ký trước mặt người tiếp nhận hoặc người chứng thực, nên nộp trực tuyến chỉ để đặt hẹn; phí cả ba kênh ghi như nhau.',
    'Phí 10.000 đồng một trường hợp: các chữ ký trong cùng một giấy tờ.',
    'Công chức kiểm tra và ghi lời chứng, lãnh đạo UBND ký; không xét ủy quyền ký chứng thực cho công chức.',
    'Không phụ thuộc nơi cư trú (Điều 5 khoản 5): nơi tiếp nhận quyết định thẩm quyền.',
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    signerName: text('Họ và tên người yêu cầu chứng thực'),
    signerDocument: text('Giấy tờ tùy thân: loại, số, ngày cấp'),
    signers: count('Số người ký trong giấy tờ', 1, 50),
    documentKind: choice('Giấy tờ, văn bản', {
      declaration: 'Giấy tờ do cá nhân tự lập',
      curriculum: 'Lý lịch cá nhân',
      authorisation: 'Giấy ủy quyền không thù lao, không bồi thường, không chuyển quyền sở hữu',
      other: 'Giấy tờ, văn bản khác không phải hợp đồng, giao dịch',
    }),
    documentName: text('Tên giấy tờ, văn bản', 500),
    manner: choice('Người yêu cầu', {
      signs: 'Ký được',
      fingerprint: 'Không ký được, điểm chỉ',
      neither: 'Không thể ký, không thể điểm chỉ',
    }),
    foreignLanguage: yesNo('Giấy tờ, văn bản bằng tiếng nước ngoài'),
    interpreter: yesNo('Có người phiên dịch vì không thông thạo tiếng Việt'),
    outside: yesNo(
      'Chứng thực ngoài trụ sở: già yếu, không thể đi lại, đang bị tạm giữ, tạm giam, thi hành án',
    ),
    place: text('Địa điểm chứng thực', 500),
  },
  papers: {
    identity: certifiedIdentityPaper,
    document: { name: 'Giấy tờ, văn bản sẽ ký', originals: 1 },
    translation: {
      name: 'Bản dịch ra tiếng Việt, khi người chứng thực không hiểu giấy tờ bằng tiếng nước ngoài',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 10_000, counter: 10_000, post: 10_000 },
  total: workingDays(1),
  sameDay: article('23/2015/NĐ-CP', 7),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(0.5) },
    visit: {
      name: 'Đến nơi chứng thực ngoài trụ sở, ghi địa điểm, giờ, phút',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.outside.is(true),
      within: workingHours(3),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 10),
    },
    mark: {
      name: 'Lấy điểm chỉ, hoặc ghi nhận không thể ký, không thể điểm chỉ',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.manner.is('signs')),
      within: workingHours(0.5),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 26),
    },
    review: {
      name: 'Kiểm tra giấy tờ, sự minh mẫn; chứng kiến chữ ký, ghi lời chứng',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(2),
      basis: article('23/2015/NĐ-CP', 24),
    },
    sign: {
      name: 'Ký lời chứng',
      do: 'sign',
      by: 'chair',
      within: workingHours(2),
      backTo: 'review',
      basis: article('23/2015/NĐ-CP', 5),
    },
    issue: { do: 'issue', result: 'Giấy tờ, văn bản được chứng thực chữ ký, điểm chỉ' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { outside: false, manner: 'signs' },
      ends: 'issued',
      spent: workingHours(4.5),
    },
    {
      path: 'receive visit mark review sign:returned review sign issue',
      given: { outside: true, manner: 'fingerprint' },
      ends: 'issued',
      spent: workingHours(12),
    },
    {
      path: 'receive mark review:incomplete supplement receive mark review sign issue',
      given: { outside: false, manner: 'neither' },
      ends: 'issued',
      spent: workingHours(5),
    },
    {
      path: 'receive review:refused',
      given: { outside: false, manner: 'signs' },
      ends: 'refused',
      spent: workingHours(2.5),
    },
    {
      path: 'receive visit:failed',
      given: { outside: true, manner: 'signs' },
      ends: 'refused',
      spent: workingHours(3.5),
    },
    {
      path: 'receive mark:failed',
      given: { outside: false, manner: 'fingerprint' },
      ends: 'refused',
      spent: workingHours(1),
    },
  ],
})
