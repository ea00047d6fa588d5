import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { certifiedIdentityPaper } from '../papers.ts'

export default procedure({
  code: '2.001008',
  name: 'Chứng thực chữ ký người dịch mà người dịch không phải là cộng tác viên dịch thuật của Ủy ban nhân dân cấp xã, tổ chức hành nghề công chứng',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    article('23/2015/NĐ-CP', 7),
    article('23/2015/NĐ-CP', 27),
    article('23/2015/NĐ-CP', 31),
    article('23/2015/NĐ-CP', 32),
    article('23/2015/NĐ-CP', 33),
    document('07/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP'),
    document('280/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP; thẩm quyền của cấp xã'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('01/2020/TT-BTP'),
    document('226/2016/TT-BTC', 'phí chứng thực'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP; 23/2015/NĐ-CP',
  assumed: [
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Kéo dài theo thỏa thuận bằng văn bản (Điều 33) được ghi bằng một lần hẹn lại.',
    'Người dịch ký trước mặt, nên nộp trực tuyến chỉ để đặt hẹn; phí cả ba kênh ghi như nhau.',
    'Bản dịch đúng hay sai là trách nhiệm của người dịch; người chứng thực chỉ xét giấy tờ có thuộc loại không được dịch.',
    'Ai cũng được yêu cầu ở bất kỳ xã nào: nơi tiếp nhận quyết định thẩm quyền.',
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    translatorName: text('Họ và tên người dịch'),
    translatorDocument: text('Giấy tờ tùy thân của người dịch: loại, số, ngày cấp'),
    language: text('Dịch từ tiếng nào sang tiếng nào'),
    qualification: choice('Năng lực ngôn ngữ', {
      languageDegree: 'Bằng cử nhân ngoại ngữ trở lên về thứ tiếng cần dịch',
      degreeAbroad: 'Bằng tốt nghiệp đại học trở lên đối với thứ tiếng cần dịch',
      rare: 'Thông thạo ngôn ngữ không phổ biến, không có bằng',
    }),
    documentName: text('Tên giấy tờ, văn bản được dịch', 500),
    origin: choice('Giấy tờ, văn bản do', {
      vietnamese: 'Cơ quan, tổ chức Việt Nam cấp',
      foreign: 'Cơ quan, tổ chức nước ngoài cấp, công chứng hoặc chứng nhận',
    }),
    exempt: yesNo('Được miễn hợp pháp hóa lãnh sự'),
    pages: count('Số trang của bản dịch', 1, 1000),
  },
  papers: {
    translation: { name: 'Bản dịch đính kèm giấy tờ, văn bản cần dịch', originals: 1 },
    identity: certifiedIdentityPaper,
    degree: {
      name: 'Bản chính, bản sao từ sổ gốc hoặc bản sao có chứng thực bằng cử nhân ngoại ngữ, bằng đại học; trừ ngôn ngữ không phổ biến',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 10_000, counter: 10_000, post: 10_000 },
  total: workingDays(1),
  sameDay: article('23/2015/NĐ-CP', 7),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(0.5) },
    checkLegalised: {
      name: 'Kiểm tra hợp pháp hóa lãnh sự của giấy tờ nước ngoài',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.origin.is('foreign'),
      within: workingHours(1),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 32),
    },
    checkRare: {
      name: 'Xét sự thông thạo ngôn ngữ không phổ biến',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.qualification.is('rare'),
      within: workingHours(1),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 27),
    },
    review: {
      name: 'Kiểm tra giấy tờ, chứng kiến chữ ký người dịch, ghi lời chứng',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(3.5),
      basis: article('23/2015/NĐ-CP', 31, 2),
    },
    sign: {
      name: 'Ký từng trang và lời chứng',
      do: 'sign',
      by: 'chair',
      within: workingHours(2),
      backTo: 'review',
      basis: article('23/2015/NĐ-CP', 31, 3),
    },
    issue: { do: 'issue', result: 'Bản dịch được chứng thực chữ ký người dịch' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { origin: 'vietnamese', qualification: 'languageDegree' },
      ends: 'issued',
      spent: workingHours(6),
    },
    {
      path: 'receive checkLegalised checkRare review sign:returned review sign issue',
      given: { origin: 'foreign', qualification: 'rare' },
      ends: 'issued',
      spent: workingHours(13.5),
    },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      given: { origin: 'vietnamese', qualification: 'degreeAbroad' },
      ends: 'issued',
      spent: workingHours(6),
    },
    {
      path: 'receive checkLegalised:failed',
      given: { origin: 'foreign', qualification: 'languageDegree' },
      ends: 'refused',
      spent: workingHours(1.5),
    },
    {
      path: 'receive checkRare:failed',
      given: { origin: 'vietnamese', qualification: 'rare' },
      ends: 'refused',
      spent: workingHours(1.5),
    },
    {
      path: 'receive review:refused',
      given: { origin: 'vietnamese', qualification: 'languageDegree' },
      ends: 'refused',
      spent: workingHours(4),
    },
  ],
})
