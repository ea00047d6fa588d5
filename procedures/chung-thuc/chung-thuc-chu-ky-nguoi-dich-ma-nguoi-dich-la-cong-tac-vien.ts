import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000992',
  name: 'Chứng thực chữ ký người dịch mà người dịch là cộng tác viên dịch thuật của Ủy ban nhân dân cấp xã, tổ chức hành nghề công chứng',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    article('23/2015/NĐ-CP', 7),
    article('23/2015/NĐ-CP', 28),
    article('23/2015/NĐ-CP', 29),
    article('23/2015/NĐ-CP', 31),
    article('23/2015/NĐ-CP', 32),
    article('23/2015/NĐ-CP', 33),
    document('07/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP'),
    document('280/2025/NĐ-CP', 'sửa đổi 23/2015/NĐ-CP; thẩm quyền của cấp xã'),
    document('01/2020/TT-BTP'),
    document('226/2016/TT-BTC', 'phí chứng thực'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3152/QĐ-BTP; 23/2015/NĐ-CP',
  assumed: [
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Kéo dài theo thỏa thuận bằng văn bản (Điều 33) được ghi bằng một lần hẹn lại.',
    'Nghi ngờ chữ ký khác chữ ký mẫu thì yêu cầu bổ sung: người dịch đến ký trước mặt.',
    'Bản dịch đúng hay sai là trách nhiệm của người dịch; người chứng thực chỉ xét giấy tờ có thuộc loại không được dịch.',
    'Chữ ký mẫu đã đăng ký ở nơi nào thì chứng thực ở nơi đó: nơi tiếp nhận quyết định thẩm quyền.',
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    translatorName: text('Họ và tên người dịch, cộng tác viên dịch thuật'),
    sampleNumber: text('Số, ngày đăng ký chữ ký mẫu'),
    language: text('Dịch từ tiếng nào sang tiếng nào'),
    documentName: text('Tên giấy tờ, văn bản được dịch', 500),
    origin: choice('Giấy tờ, văn bản do', {
      vietnamese: 'Cơ quan, tổ chức Việt Nam cấp',
      foreign: 'Cơ quan, tổ chức nước ngoài cấp, công chứng hoặc chứng nhận',
    }),
    exempt: yesNo('Được miễn hợp pháp hóa lãnh sự'),
    pages: count('Số trang của bản dịch', 1, 1000),
  },
  papers: {
    translation: { name: 'Bản dịch và giấy tờ, văn bản cần dịch', originals: 1 },
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
    compareSample: {
      name: 'Đối chiếu chữ ký người dịch với chữ ký mẫu',
      do: 'inspect',
      by: 'civilStatus',
      within: workingHours(1),
      onFailed: 'supplement',
      basis: article('23/2015/NĐ-CP', 31, 1),
    },
    review: {
      name: 'Kiểm tra giấy tờ, ghi lời chứng',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(3.5),
      basis: article('23/2015/NĐ-CP', 31, 3),
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
      path: 'receive compareSample review sign issue',
      given: { origin: 'vietnamese' },
      ends: 'issued',
      spent: workingHours(7),
    },
    {
      path: 'receive checkLegalised compareSample review sign:returned review sign issue',
      given: { origin: 'foreign' },
      ends: 'issued',
      spent: workingHours(13.5),
    },
    {
      path: 'receive compareSample:failed supplement receive compareSample review:refused',
      given: { origin: 'vietnamese' },
      ends: 'refused',
      spent: workingHours(5),
    },
    {
      path: 'receive checkLegalised:failed',
      given: { origin: 'foreign' },
      ends: 'refused',
      spent: workingHours(1.5),
    },
  ],
})
