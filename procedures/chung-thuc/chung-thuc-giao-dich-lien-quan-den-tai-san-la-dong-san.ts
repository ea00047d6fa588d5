import { workingDays } from '../../domain/calendar.ts'
import { ownShares } from '../assumptions.ts'
import { article, document } from '../grammar/basis.ts'
import { not } from '../grammar/condition.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, dong, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { certifiedIdentityPaper } from '../papers.ts'

export default procedure({
  code: '2.001035',
  name: 'Chứng thực giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    article('23/2015/NĐ-CP', 5),
    article('23/2015/NĐ-CP', 10),
    article('23/2015/NĐ-CP', 34),
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
    'Các bên ký trước mặt người tiếp nhận hoặc người chứng thực, nên nộp trực tuyến chỉ để đặt hẹn; phí cả ba kênh ghi như nhau.',
    'Quyền sử dụng đất, nhà ở do UBND cấp xã nơi có đất, có nhà chứng thực (Điều 5 khoản 6), động sản thì ở bất kỳ xã nào: thẩm quyền chưa tách theo tài sản, nơi tiếp nhận quyết định và từ chối nếu tài sản ở nơi khác.',
    'Quyền về nhà, đất được đối chiếu trên dữ liệu; không hỏi cơ quan đăng ký đất đai.',
    'Người ghi lời chứng không phải là người ký: quy trình nội bộ, không theo điều luật.',
    dayNotFound,
  ],
  connecting: 'reception',
  form: {
    firstParty: text('Bên chuyển: họ và tên hoặc tên tổ chức, người đại diện', 500),
    firstPartyDocument: text('Giấy tờ tùy thân của bên chuyển: loại, số, ngày cấp'),
    secondParty: text('Bên nhận: họ và tên hoặc tên tổ chức, người đại diện', 500),
    secondPartyDocument: text('Giấy tờ tùy thân của bên nhận: loại, số, ngày cấp'),
    transaction: choice('Giao dịch', {
      sale: 'Mua bán, chuyển nhượng',
      gift: 'Tặng cho',
      lease: 'Thuê, mượn',
      mortgage: 'Thế chấp, cầm cố',
      authorisation: 'Ủy quyền',
      other: 'Giao dịch khác',
    }),
    property: choice('Tài sản', {
      movable: 'Động sản',
      land: 'Quyền sử dụng đất',
      house: 'Nhà ở',
    }),
    propertyDescription: text('Mô tả tài sản; thửa đất, địa chỉ nhà', 1000),
    valueDong: optional(dong('Giá trị giao dịch')),
    pages: count('Số trang của giao dịch', 1, 500),
    signedInAdvance: yesNo('Tổ chức tín dụng, doanh nghiệp đã đăng ký chữ ký mẫu ký trước'),
    needsWitnesses: yesNo(
      'Có bên không đọc, không nghe, hoặc không ký, không điểm chỉ được: cần hai người làm chứng',
    ),
    interpreter: yesNo('Có người phiên dịch vì không thông thạo tiếng Việt'),
    outside: yesNo(
      'Chứng thực ngoài trụ sở: già yếu, không thể đi lại, đang bị tạm giữ, tạm giam, thi hành án',
    ),
  },
  papers: {
    draft: { name: 'Dự thảo giao dịch', originals: 1 },
    identity: certifiedIdentityPaper,
    title: {
      name: 'Giấy chứng nhận quyền sở hữu, quyền sử dụng tài sản phải đăng ký, khi giao dịch liên quan đến tài sản đó',
      sometimes: true,
      copies: 1,
    },
    landTitle: {
      name: 'Bản sao Giấy chứng nhận quyền sử dụng đất, khi giao dịch liên quan đến đất',
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
      name: 'Kiểm tra nơi có đất, có nhà; đối chiếu dữ liệu đất đai',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.property.is('movable')),
      within: workingDays(0.25),
      onFailed: 'refuse',
      basis: article('23/2015/NĐ-CP', 5),
    },
    compareSample: {
      name: 'Đối chiếu chữ ký với chữ ký mẫu',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.signedInAdvance.is(true),
      within: workingDays(0.25),
      onFailed: 'supplement',
      basis: article('23/2015/NĐ-CP', 36, 3),
    },
    witness: {
      name: 'Kiểm tra hai người làm chứng: đủ năng lực, không có quyền lợi trong giao dịch',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.needsWitnesses.is(true),
      within: workingDays(0.25),
      onFailed: 'supplement',
      basis: article('23/2015/NĐ-CP', 36, 3),
    },
    review: {
      name: 'Xét sự tự nguyện, minh mẫn, nội dung; chứng kiến chữ ký, ghi lời chứng',
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
    issue: { do: 'issue', result: 'Giao dịch được chứng thực' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { property: 'movable', signedInAdvance: false, needsWitnesses: false },
      ends: 'issued',
      spent: workingDays(1.25),
    },
    {
      path: 'receive checkTitle compareSample witness review sign:returned review sign issue',
      given: { property: 'land', signedInAdvance: true, needsWitnesses: true },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive compareSample:failed supplement receive compareSample review sign issue',
      given: { property: 'movable', signedInAdvance: true, needsWitnesses: false },
      ends: 'issued',
      spent: workingDays(1.5),
    },
    {
      path: 'receive witness:failed supplement receive witness review:refused',
      given: { property: 'movable', signedInAdvance: false, needsWitnesses: true },
      ends: 'refused',
      spent: workingDays(1),
    },
    {
      path: 'receive checkTitle:failed',
      given: { property: 'house', signedInAdvance: false, needsWitnesses: false },
      ends: 'refused',
      spent: workingDays(0.5),
    },
    {
      path: 'receive review:refused',
      given: { property: 'movable', signedInAdvance: false, needsWitnesses: false },
      ends: 'refused',
      spent: workingDays(0.75),
    },
  ],
})
