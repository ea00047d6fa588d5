import { workingDays } from '../../domain/calendar.ts'
import { ownShares } from '../assumptions.ts'
import { article, document } from '../grammar/basis.ts'
import { not } from '../grammar/condition.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, date, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { certifiedIdentityPaper } from '../papers.ts'

export default procedure({
  code: '2.001019',
  name: 'Chứng thực di chúc',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    article('23/2015/NĐ-CP', 5),
    article('23/2015/NĐ-CP', 10),
    article('23/2015/NĐ-CP', 35),
    article('23/2015/NĐ-CP', 36),
    article('23/2015/NĐ-CP', 37),
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
    ownShares,
    'Kéo dài theo thỏa thuận bằng văn bản (Điều 37) được ghi bằng một lần hẹn lại.',
    'Người lập di chúc ký trước mặt người tiếp nhận hoặc người chứng thực, nên nộp trực tuyến chỉ để đặt hẹn; phí cả ba kênh ghi như nhau.',
    'Đang bị cái chết đe dọa thì không phải nộp giấy tờ về tài sản (Điều 36); việc làm ngay không có hạn riêng.',
    'Không phụ thuộc nơi cư trú (Điều 5 khoản 5): nơi tiếp nhận quyết định thẩm quyền.',
    'Người ghi lời chứng không phải là người ký: quy trình nội bộ, không theo điều luật.',
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    testatorName: text('Họ và tên người lập di chúc'),
    testatorBornOn: date('Ngày sinh'),
    testatorDocument: text('Giấy tờ tùy thân: loại, số, ngày cấp'),
    testatorResidence: text('Nơi cư trú', 500),
    property: text('Tài sản để lại', 2000),
    registered: yesNo('Có tài sản phải đăng ký quyền sở hữu, quyền sử dụng'),
    dying: yesNo('Đang bị cái chết đe dọa đến tính mạng'),
    pages: count('Số trang của di chúc', 1, 200),
    manner: choice('Người lập di chúc', {
      signs: 'Đọc, nghe và ký được',
      fingerprint: 'Không ký được, điểm chỉ',
      witnesses: 'Không đọc, không nghe, hoặc không ký, không điểm chỉ được: cần hai người làm chứng',
    }),
    witnessSource: choice('Người làm chứng', {
      none: 'Không cần',
      own: 'Người yêu cầu bố trí',
      appointed: 'Đề nghị cơ quan chứng thực chỉ định',
    }),
    interpreter: yesNo('Có người phiên dịch vì không thông thạo tiếng Việt'),
    outside: yesNo(
      'Chứng thực ngoài trụ sở: già yếu, không thể đi lại, đang bị tạm giữ, tạm giam, thi hành án',
    ),
    place: text('Địa điểm chứng thực', 500),
  },
  papers: {
    draft: { name: 'Dự thảo di chúc', originals: 1 },
    identity: certifiedIdentityPaper,
    title: {
      name: 'Giấy chứng nhận quyền sở hữu, quyền sử dụng tài sản phải đăng ký; trừ khi đang bị cái chết đe dọa',
      sometimes: true,
      copies: 1,
    },
    landTitle: {
      name: 'Bản sao Giấy chứng nhận quyền sử dụng đất, khi di chúc liên quan đến đất; trừ khi đang bị cái chết đe dọa',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu đất đai',
      askedBy: article('23/2015/NĐ-CP', 36, 1),
    },
  },
  feeDong: { online: 50_000, counter: 50_000, post: 50_000 },
  total: workingDays(2),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    checkTitle: {
      name: 'Kiểm tra giấy tờ, dữ liệu về tài sản phải đăng ký',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.dying.is(true)),
      within: workingDays(0.25),
      onFailed: 'supplement',
      basis: article('23/2015/NĐ-CP', 36, 1),
    },
    visit: {
      name: 'Đến nơi chứng thực ngoài trụ sở, ghi địa điểm, giờ, phút',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.outside.is(true),
      within: workingDays(0.25),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 10),
    },
    witness: {
      name: 'Kiểm tra hai người làm chứng: đủ năng lực, không có quyền lợi trong di chúc',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.manner.is('witnesses'),
      within: workingDays(0.25),
      onFailed: 'supplement',
      basis: article('23/2015/NĐ-CP', 36, 3),
    },
    review: {
      name: 'Xét sự tự nguyện, minh mẫn; chứng kiến chữ ký từng trang, ghi lời chứng',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(0.5),
      basis: article('23/2015/NĐ-CP', 36, 2),
    },
    sign: {
      name: 'Ký từng trang và lời chứng',
      do: 'sign',
      by: 'chair',
      within: workingDays(0.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('23/2015/NĐ-CP', 36, 4),
    },
    issue: { do: 'issue', result: 'Di chúc được chứng thực' },
  },
  examples: [
    {
      path: 'receive checkTitle review sign issue',
      given: { dying: false, outside: false, manner: 'signs' },
      ends: 'issued',
      spent: workingDays(1.5),
    },
    {
      path: 'receive visit witness review sign issue',
      given: { dying: true, outside: true, manner: 'witnesses' },
      ends: 'issued',
      spent: workingDays(1.75),
    },
    {
      path: 'receive checkTitle visit witness review sign:returned review sign issue',
      given: { dying: false, outside: true, manner: 'witnesses' },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive checkTitle:failed supplement receive checkTitle review sign issue',
      given: { dying: false, outside: false, manner: 'fingerprint' },
      ends: 'issued',
      spent: workingDays(1.5),
    },
    {
      path: 'receive checkTitle witness:failed supplement receive checkTitle witness review:refused',
      given: { dying: false, outside: false, manner: 'witnesses' },
      ends: 'refused',
      spent: workingDays(1.25),
    },
    {
      path: 'receive visit:failed',
      given: { dying: true, outside: true, manner: 'signs' },
      ends: 'refused',
      spent: workingDays(0.5),
    },
  ],
})
