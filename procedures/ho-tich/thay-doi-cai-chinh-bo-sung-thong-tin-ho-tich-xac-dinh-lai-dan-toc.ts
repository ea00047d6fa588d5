import { workingDays, workingHours } from '../../domain/calendar.ts'
import { confirmedOnline, onlineFreeSince, separateSigner, verificationKnown } from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { all, not } from '../grammar/condition.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { authorisationPaper, identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '1.004859',
  name: 'Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('91/2015/QH13', 'quyền thay đổi họ, tên, xác định lại dân tộc'),
    article('60/2014/QH13', 26),
    article('60/2014/QH13', 28),
    article('60/2014/QH13', 29),
    article('60/2014/QH13', 47),
    article('123/2015/NĐ-CP', 7),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    'Trang công bố ghi thời hạn “1” không kèm đơn vị: đọc là hạn của bổ sung (ngay sau khi nhận đủ, Điều 29). Thay đổi, cải chính, xác định lại dân tộc có 03 ngày làm việc (Điều 28 khoản 2, Điều 47).',
    'Bổ sung nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo; nhận trước đó cũng được hẹn như vậy, không hẹn sớm hơn.',
    'Thời hạn được chia theo giờ và ngày cho các bước; không văn bản nào chia.',
    verificationKnown,
    'Thông báo cho nơi đã đăng ký hộ tịch trước đây (Điều 28 khoản 3) đi sau kết quả, ngoài thủ tục này.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    requesterIdentityNumber: identityNumber('Số định danh cá nhân của người yêu cầu'),
    requesterResidence: text('Nơi cư trú của người yêu cầu', 500),
    requesterRelation: text('Quan hệ với người được đăng ký'),
    kind: choice('Việc đề nghị đăng ký', {
      name: 'Thay đổi họ, chữ đệm, tên',
      parents: 'Thay đổi thông tin về cha, mẹ sau khi được nhận làm con nuôi',
      correction: 'Cải chính thông tin sai sót',
      supplement: 'Bổ sung thông tin còn thiếu',
      ethnicity: 'Xác định lại dân tộc',
    }),
    subjectName: text('Họ, chữ đệm, tên người được đăng ký'),
    subjectBornOn: date('Ngày sinh của người được đăng ký'),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân của người được đăng ký')),
    subjectResidence: text('Nơi cư trú của người được đăng ký', 500),
    subjectConsents: choice('Sự đồng ý khi thay đổi họ, tên (123/2015/NĐ-CP, Điều 7)', {
      notNeeded: 'Không phải có: người từ đủ 18 tuổi, hoặc việc khác',
      parents: 'Cha, mẹ đồng ý (dưới 18 tuổi)',
      parentsAndChild: 'Cha, mẹ và người đó đồng ý (từ đủ 9 tuổi)',
    }),
    record: text('Đã đăng ký: loại giấy tờ hộ tịch, số, ngày, nơi đăng ký', 500),
    from: optional(text('Nội dung đang ghi', 500)),
    to: text('Nội dung đề nghị ghi', 500),
    reason: text('Lý do', 1000),
    mustVerify: yesNo('Phải xác minh tại nơi đăng ký trước đây hoặc cơ quan khác'),
    extractCopies: optional(count('Số bản sao trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: {
      name: 'Tờ khai đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc theo mẫu',
      originals: 1,
    },
    grounds: { name: 'Giấy tờ làm căn cứ thay đổi, cải chính, bổ sung thông tin hộ tịch', originals: 1 },
    identity: identityPaper,
    residence: residencePaper,
    authorisation: authorisationPaper,
  },
  feeDong: onlineFree,
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    assess: {
      name: 'Xét căn cứ theo pháp luật dân sự, sự đồng ý của cha, mẹ và của trẻ',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.kind.is('supplement')),
      within: workingDays(2),
      longer: { by: workingDays(2), basis: article('60/2014/QH13', 28, 2) },
      onFailed: 'supplement',
      basis: article('123/2015/NĐ-CP', 7),
    },
    verify: {
      name: 'Xác minh tại nơi đăng ký trước đây',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => all(not(form.kind.is('supplement')), form.mustVerify.is(true)),
      within: workingDays(3),
      longer: { by: workingDays(3), basis: article('60/2014/QH13', 28, 2) },
      onFailed: 'refuse',
      basis: article('60/2014/QH13', 28, 2),
    },
    review: {
      name: 'Thẩm tra, ghi vào Sổ hộ tịch',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(4),
    },
    sign: { do: 'sign', by: 'chair', within: workingHours(3), backTo: 'review', notBy: ['review'] },
    issue: {
      do: 'issue',
      result: 'Trích lục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
    },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { kind: 'supplement', mustVerify: true },
      ends: 'issued',
      spent: workingDays(1),
    },
    {
      path: 'receive assess review sign issue',
      given: { kind: 'name', mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive assess verify review sign:returned review sign issue',
      given: { kind: 'correction', mustVerify: true },
      ends: 'issued',
      spent: workingHours(55),
    },
    {
      path: 'receive assess:failed supplement receive assess review sign issue',
      given: { kind: 'ethnicity', mustVerify: false },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive assess verify:failed',
      given: { kind: 'correction', mustVerify: true },
      ends: 'refused',
      spent: workingHours(41),
    },
    {
      path: 'receive review:refused',
      given: { kind: 'supplement', mustVerify: false },
      ends: 'refused',
      spent: workingHours(5),
    },
  ],
})
