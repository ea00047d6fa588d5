import { workingDays } from '../../domain/calendar.ts'
import {
  confirmedOnline,
  onlineFreeSince,
  ownShares,
  separateSigner,
  unitNotPrinted,
} from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { not } from '../grammar/condition.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { identityPaper, residencePaper } from '../papers.ts'

const formerMarriage = {
  never: 'Chưa đăng ký kết hôn với ai',
  divorced: 'Đã ly hôn',
  widowed: 'Vợ hoặc chồng đã chết',
}

export default procedure({
  code: '2.000806',
  name: 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('52/2014/QH13', 'điều kiện kết hôn; kết hôn có yếu tố nước ngoài'),
    article('60/2014/QH13', 37),
    article('60/2014/QH13', 38),
    article('123/2015/NĐ-CP', 30),
    article('123/2015/NĐ-CP', 31),
    article('123/2015/NĐ-CP', 32),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của cấp xã; 05 ngày làm việc, có xác minh thì đến 10'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    unitNotPrinted,
    ownShares,
    'Có xác minh thì đến 10 ngày làm việc theo 120/2025/NĐ-CP, điều khoản của Phụ lục chưa đối chiếu; căn cứ ghi là điều của Luật cho phép xác minh.',
    'Việc cần làm rõ được ghi khi tiếp nhận; phát hiện muộn hơn thì ghi bằng một lần hẹn lại.',
    'Hồ sơ phối hợp với Công an do công chức tư pháp - hộ tịch gửi và ghi câu trả lời.',
    'Trao Giấy chứng nhận nằm trong thời hạn; gia hạn trao đến 60 ngày theo đề nghị của hai bên được ghi bằng một lần hẹn lại, hết hạn không đến nhận thì hủy và từ chối.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    vietnameseName: text('Họ, chữ đệm, tên bên là công dân Việt Nam cư trú ở trong nước'),
    vietnameseSex: choice('Giới tính bên Việt Nam', { male: 'Nam', female: 'Nữ' }),
    vietnameseBornOn: date('Ngày sinh bên Việt Nam'),
    vietnameseIdentityNumber: identityNumber('Số định danh cá nhân bên Việt Nam'),
    vietnameseResidence: text('Nơi cư trú bên Việt Nam', 500),
    vietnameseFormerMarriage: choice('Tình trạng hôn nhân bên Việt Nam', formerMarriage),
    divorcedAbroad: yesNo('Bên Việt Nam đã ly hôn, hủy kết hôn tại nước ngoài'),
    servesState: yesNo('Bên Việt Nam là công chức, viên chức hoặc trong lực lượng vũ trang'),
    otherName: text('Họ, chữ đệm, tên bên kia'),
    otherBornOn: date('Ngày sinh bên kia'),
    otherIs: choice('Bên kia là', {
      foreigner: 'Người nước ngoài, người không quốc tịch',
      overseas: 'Công dân Việt Nam định cư ở nước ngoài',
      dual: 'Công dân Việt Nam đồng thời có quốc tịch nước ngoài',
    }),
    otherNationality: text('Quốc tịch bên kia'),
    otherPassport: text('Hộ chiếu hoặc giấy tờ thay hộ chiếu: số, nơi cấp, ngày cấp'),
    otherResidence: text('Nơi cư trú bên kia', 500),
    otherFormerMarriage: choice('Tình trạng hôn nhân bên kia', formerMarriage),
    unclear: choice('Việc cần làm rõ', {
      nothing: 'Không có',
      complaint: 'Có khiếu nại, tố cáo việc kết hôn không đủ điều kiện',
      person: 'Nhân thân, giấy tờ, sự tự nguyện hoặc mục đích kết hôn',
    }),
    extractCopies: optional(count('Số bản sao Trích lục kết hôn đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên', originals: 1 },
    health: {
      name: 'Giấy xác nhận của tổ chức y tế về khả năng nhận thức, làm chủ hành vi của hai bên, cấp chưa quá 06 tháng',
      originals: 1,
    },
    otherMaritalStatus: {
      name: 'Giấy tờ chứng minh tình trạng hôn nhân của người nước ngoài, còn giá trị',
      originals: 1,
    },
    passport: { name: 'Bản sao hộ chiếu hoặc giấy tờ thay hộ chiếu của bên kia', copies: 1 },
    foreignDivorce: {
      name: 'Bản sao Trích lục ghi chú ly hôn, khi đã ly hôn, hủy kết hôn tại nước ngoài',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
    },
    employer: {
      name: 'Văn bản của cơ quan, đơn vị quản lý, với công chức, viên chức, lực lượng vũ trang',
      sometimes: true,
      originals: 1,
    },
    abroad: {
      name: 'Giấy xác nhận tình trạng hôn nhân của Cơ quan đại diện, khi đang công tác, học tập, lao động ở nước ngoài',
      sometimes: true,
      originals: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    checkForeign: {
      name: 'Kiểm tra giấy tờ do nước ngoài cấp: hợp pháp hóa lãnh sự, bản dịch, thời hạn',
      do: 'inspect',
      by: 'civilStatus',
      within: workingDays(1),
      onFailed: 'supplement',
      basis: article('123/2015/NĐ-CP', 30),
    },
    interview: {
      name: 'Làm việc trực tiếp với hai bên về nhân thân, sự tự nguyện, mục đích kết hôn',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.unclear.is('person'),
      within: workingDays(1),
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 31),
    },
    verify: {
      name: 'Phối hợp với cơ quan liên quan xác minh',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => not(form.unclear.is('nothing')),
      within: workingDays(5),
      longer: { by: workingDays(5), basis: article('60/2014/QH13', 38, 2) },
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 31),
    },
    review: {
      name: 'Thẩm tra điều kiện kết hôn, ghi vào Sổ hộ tịch',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(1),
      basis: article('60/2014/QH13', 38, 2),
    },
    sign: {
      do: 'sign',
      by: 'chair',
      within: workingDays(0.75),
      backTo: 'review',
      notBy: ['review'],
      basis: article('60/2014/QH13', 38, 3),
    },
    award: {
      name: 'Trao Giấy chứng nhận: hai bên có mặt, tự nguyện, cùng ký',
      do: 'inspect',
      by: 'civilStatus',
      within: workingDays(0.75),
      onFailed: 'refuse',
      basis: article('123/2015/NĐ-CP', 32),
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận kết hôn' },
  },
  examples: [
    {
      path: 'receive checkForeign review sign award issue',
      given: { unclear: 'nothing' },
      ends: 'issued',
      spent: workingDays(4),
    },
    {
      path: 'receive checkForeign interview verify review sign award issue',
      given: { unclear: 'person' },
      ends: 'issued',
      spent: workingDays(10),
    },
    {
      path: 'receive checkForeign verify review sign:returned review sign award issue',
      given: { unclear: 'complaint' },
      ends: 'issued',
      spent: workingDays(10.75),
    },
    {
      path: 'receive checkForeign:failed supplement receive checkForeign review:refused',
      given: { unclear: 'nothing' },
      ends: 'refused',
      spent: workingDays(2.5),
    },
    {
      path: 'receive checkForeign interview:failed',
      given: { unclear: 'person' },
      ends: 'refused',
      spent: workingDays(2.5),
    },
    {
      path: 'receive checkForeign verify:failed',
      given: { unclear: 'complaint' },
      ends: 'refused',
      spent: workingDays(6.5),
    },
    {
      path: 'receive checkForeign review sign award:failed',
      given: { unclear: 'nothing' },
      ends: 'refused',
      spent: workingDays(4),
    },
  ],
})
