import { workingDays } from '../../domain/calendar.ts'
import {
  confirmedOnline,
  onlineFreeSince,
  ownShares,
  separateSigner,
  unitNotPrinted,
  verificationKnown,
} from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { authorisationPaper, identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '2.000554',
  name: 'Thủ tục ghi vào Sổ hộ tịch việc ly hôn, hủy việc kết hôn của công dân Việt Nam đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    article('60/2014/QH13', 50),
    article('123/2015/NĐ-CP', 38),
    article('123/2015/NĐ-CP', 39),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của cấp xã; 05 ngày làm việc, có xác minh thì đến 08'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
    document('01/2022/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    unitNotPrinted,
    ownShares,
    'Có xác minh thì đến 08 ngày làm việc theo 120/2025/NĐ-CP, điều khoản của Phụ lục chưa đối chiếu; căn cứ ghi là điều của Luật về thời hạn này (12 ngày).',
    verificationKnown,
    'Bản công bố còn gửi người không thường trú đến nơi cư trú cấp huyện trước khi xuất cảnh: nay là xã, phường nơi đó.',
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
    requesterResidence: text('Nơi cư trú, hoặc nơi cư trú trước khi xuất cảnh', 500),
    kind: choice('Việc đề nghị ghi chú', {
      divorce: 'Ly hôn',
      annulment: 'Hủy việc kết hôn',
    }),
    formerSpouseName: text('Họ, chữ đệm, tên vợ hoặc chồng đã ly hôn'),
    formerSpouseNationality: text('Quốc tịch của người đó'),
    marriageRegistered: choice('Việc kết hôn đã đăng ký', {
      vietnam: 'Tại Việt Nam',
      noted: 'Ở nước ngoài, đã ghi chú tại Việt Nam',
      abroad: 'Ở nước ngoài, chưa ghi chú',
    }),
    marriageRecord: text('Kết hôn: số, ngày, nơi đăng ký', 500),
    decision: text('Bản án, quyết định, thỏa thuận ly hôn: số, nơi ban hành', 500),
    effectiveOn: date('Ngày có hiệu lực pháp luật'),
    inVietnamese: yesNo('Giấy tờ nước ngoài đã hợp pháp hóa lãnh sự, dịch ra tiếng Việt, hoặc được miễn'),
    mustVerify: yesNo('Phải xác minh'),
    extractCopies: optional(count('Số bản sao trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai ghi chú ly hôn theo mẫu', originals: 1 },
    divorce: {
      name: 'Bản sao bản án, quyết định, văn bản thỏa thuận ly hôn, hủy kết hôn của cơ quan có thẩm quyền nước ngoài, đã có hiệu lực',
      copies: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
    authorisation: authorisationPaper,
  },
  feeDong: onlineFree,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    checkObjection: {
      name: 'Tra Cổng thông tin Bộ Tư pháp: đơn yêu cầu thi hành hoặc không công nhận tại Việt Nam',
      do: 'inspect',
      by: 'civilStatus',
      within: workingDays(1),
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 39),
    },
    checkMarriage: {
      name: 'Kiểm tra việc kết hôn ở nước ngoài chưa ghi chú',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.marriageRegistered.is('abroad'),
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('60/2014/QH13', 50, 1),
    },
    verify: {
      name: 'Xác minh',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.mustVerify.is(true),
      within: workingDays(3),
      longer: { by: workingDays(3), basis: article('60/2014/QH13', 50, 2) },
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 39),
    },
    review: {
      name: 'Thẩm tra, ghi vào Sổ ghi chú ly hôn',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1.5),
      basis: article('60/2014/QH13', 50, 2),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(1), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Trích lục ghi chú ly hôn' },
  },
  examples: [
    {
      path: 'receive checkObjection review sign issue',
      given: { marriageRegistered: 'vietnam', mustVerify: false },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive checkObjection checkMarriage verify review sign:returned review sign issue',
      given: { marriageRegistered: 'abroad', mustVerify: true },
      ends: 'issued',
      spent: workingDays(10.5),
    },
    {
      path: 'receive checkObjection checkMarriage:failed supplement receive checkObjection checkMarriage review sign issue',
      given: { marriageRegistered: 'abroad', mustVerify: false },
      ends: 'issued',
      spent: workingDays(5),
    },
    {
      path: 'receive checkObjection:failed',
      given: { marriageRegistered: 'noted', mustVerify: false },
      ends: 'refused',
      spent: workingDays(1.5),
    },
    {
      path: 'receive checkObjection verify:failed',
      given: { marriageRegistered: 'vietnam', mustVerify: true },
      ends: 'refused',
      spent: workingDays(4.5),
    },
    {
      path: 'receive checkObjection review:refused',
      given: { marriageRegistered: 'vietnam', mustVerify: false },
      ends: 'refused',
      spent: workingDays(3),
    },
  ],
})
