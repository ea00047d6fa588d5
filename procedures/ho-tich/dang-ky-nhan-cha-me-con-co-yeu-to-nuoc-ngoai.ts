import { days } from '../../domain/calendar.ts'
import { confirmedOnline, onlineFreeSince, ownShares, separateSigner } from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { identityPaper, residencePaper } from '../papers.ts'

export default procedure({
  code: '2.000779',
  name: 'Thủ tục đăng ký nhận cha, mẹ, con có yếu tố nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('52/2014/QH13', 'quyền nhận cha, mẹ, con'),
    article('60/2014/QH13', 44),
    document('123/2015/NĐ-CP'),
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
    'Trang công bố ghi 10 ngày và niêm yết 05 ngày làm việc, Luật ghi 15 ngày và 07 ngày liên tục (Điều 44): lấy theo trang công bố.',
    'Niêm yết 05 ngày làm việc được tính là 07 ngày dương lịch, đủ khi không có ngày lễ, để cộng được với các bước khác.',
    ownShares,
    'Xác minh được làm trong thời gian niêm yết, không là một bước riêng.',
    'Niêm yết tại xã, phường nơi thường trú của người được nhận theo văn bản đề nghị, cùng thời gian; kết quả do công chức ghi khi thẩm tra.',
    'Giấy tờ nước ngoài được kiểm tra ngay ngày tiếp nhận.',
    'Có ý kiến phản đối là có tranh chấp: từ chối và hướng dẫn đến Tòa án.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    requesterName: text('Họ, chữ đệm, tên người nhận'),
    requesterBornOn: date('Ngày sinh của người nhận'),
    requesterNationality: text('Quốc tịch của người nhận'),
    requesterIdentityNumber: optional(identityNumber('Số định danh cá nhân của người nhận')),
    requesterPassport: optional(text('Hộ chiếu của người nhận: số, nơi cấp')),
    requesterResidence: text('Nơi cư trú của người nhận', 500),
    relation: choice('Đề nghị công nhận', {
      fatherOf: 'Cha nhận con',
      motherOf: 'Mẹ nhận con',
      childOfFather: 'Con nhận cha',
      childOfMother: 'Con nhận mẹ',
    }),
    recognisedName: text('Họ, chữ đệm, tên người được nhận'),
    recognisedBornOn: date('Ngày sinh của người được nhận'),
    recognisedNationality: text('Quốc tịch của người được nhận'),
    recognisedResidence: text('Nơi thường trú của người được nhận', 500),
    otherParent: choice('Ý kiến của người hiện đang là mẹ hoặc cha, khi người con chưa thành niên', {
      agrees: 'Đồng ý',
      none: 'Đã chết, mất năng lực hành vi dân sự, hoặc không phải có ý kiến',
    }),
    proof: choice('Chứng cứ chứng minh quan hệ', {
      domestic: 'Văn bản của cơ quan y tế, giám định, cơ quan có thẩm quyền trong nước',
      foreign: 'Văn bản của cơ quan, tổ chức có thẩm quyền ở nước ngoài',
      pledge: 'Văn bản cam đoan của các bên, có ít nhất hai người làm chứng',
    }),
    extractCopies: optional(count('Số bản sao trích lục đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký nhận cha, mẹ, con theo mẫu', originals: 1 },
    proof: {
      name: 'Văn bản xác nhận quan hệ cha con, quan hệ mẹ con của cơ quan, tổ chức có thẩm quyền; không có thì văn bản cam đoan có ít nhất hai người làm chứng',
      originals: 1,
    },
    passport: {
      name: 'Bản sao hộ chiếu hoặc giấy tờ thay hộ chiếu, với người nước ngoài',
      sometimes: true,
      copies: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: days(10),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    publish: {
      name: 'Niêm yết việc nhận cha, mẹ, con; xác minh',
      do: 'publish',
      by: 'civilStatus',
      posted: days(7),
      onObjection: 'refuse',
      basis: article('60/2014/QH13', 44, 2),
    },
    review: {
      name: 'Thẩm tra chứng cứ, đề xuất; các bên có mặt ký vào Sổ hộ tịch',
      do: 'review',
      by: 'civilStatus',
      within: days(1),
      basis: article('60/2014/QH13', 44, 3),
    },
    sign: {
      do: 'sign',
      by: 'chair',
      within: days(1),
      backTo: 'review',
      notBy: ['review'],
      basis: article('60/2014/QH13', 44, 4),
    },
    issue: { do: 'issue', result: 'Trích lục đăng ký nhận cha, mẹ, con' },
  },
  examples: [
    { path: 'receive publish review sign issue', ends: 'issued', spent: days(10) },
    { path: 'receive publish review sign:returned review sign issue', ends: 'issued', spent: days(12) },
    {
      path: 'receive publish review:incomplete supplement receive publish review sign issue',
      ends: 'issued',
      spent: days(10),
    },
    { path: 'receive publish:objected', ends: 'refused', spent: days(8) },
    { path: 'receive publish review:refused', ends: 'refused', spent: days(9) },
    { path: 'receive publish review sign:refused', ends: 'refused', spent: days(10) },
  ],
})
