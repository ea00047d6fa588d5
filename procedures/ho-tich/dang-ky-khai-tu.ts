import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.000656',
  name: 'Thủ tục đăng ký khai tử',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('60/2014/QH13'),
    document('123/2015/NĐ-CP'),
    article('104/2022/NĐ-CP', 14, 2),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [
    'Trang công bố ghi thời hạn “1” không kèm đơn vị; hiểu là một ngày làm việc.',
    'Nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo; nhận trước đó cũng được hẹn như vậy, không hẹn sớm hơn.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Lệ phí khai tử quá hạn do HĐND Thành phố quyết định, chưa tìm thấy; ghi 0 đồng như đăng ký đúng hạn.',
    'Nơi cư trú cuối cùng quyết định thẩm quyền; không xác định được thì nơi chết, nộp là nơi cư trú trong hồ sơ.',
    'Người thẩm tra không phải là người ký: tách nhiệm vụ theo quy trình nội bộ, không theo điều luật.',
  ],
  connecting: 'residence',
  form: {
    deceasedName: text('Họ, chữ đệm, tên người chết'),
    deceasedIdentityNumber: identityNumber('Số định danh cá nhân của người chết'),
    diedOn: date('Ngày chết'),
    diedAt: text('Nơi chết', 500),
    cause: text('Nguyên nhân chết', 500),
    lastResidence: text('Nơi cư trú cuối cùng', 500),
    deathProvedBy: choice('Việc chết được chứng minh bằng', {
      notice: 'Giấy báo tử',
      substitute: 'Giấy tờ thay Giấy báo tử',
      evidence: 'Chứng cứ về sự kiện chết (người chết đã lâu)',
    }),
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    requesterIdentityNumber: identityNumber('Số định danh cá nhân của người yêu cầu'),
    requesterRelation: text('Quan hệ với người chết'),
    extractCopies: optional(count('Số bản sao Trích lục khai tử đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký khai tử theo mẫu', originals: 1 },
    deathNotice: {
      name: 'Giấy báo tử hoặc giấy tờ thay Giấy báo tử, nếu chưa có bản điện tử',
      sometimes: true,
      originals: 1,
    },
    identity: {
      name: 'Giấy tờ tùy thân của người yêu cầu',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    lastResidence: {
      name: 'Giấy tờ chứng minh nơi cư trú cuối cùng của người chết',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    review: { name: 'Thẩm tra, ghi sổ', do: 'review', by: 'civilStatus', within: workingHours(4) },
    sign: { do: 'sign', by: 'chair', within: workingHours(3), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Trích lục khai tử' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingHours(15) },
    { path: 'receive review:refused', ends: 'refused', spent: workingHours(5) },
    {
      path: 'receive:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(1),
    },
    { path: 'receive review withdraw', ends: 'withdrawn', spent: workingHours(5) },
  ],
})
