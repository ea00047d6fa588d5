import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001193',
  name: 'Thủ tục đăng ký khai sinh',
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
    'Hồ sơ trực tuyến: một ngày để người yêu cầu xác nhận biểu mẫu điện tử nằm trong bước thẩm tra.',
    'Khi phải hỏi nơi khác về hôn nhân của cha mẹ (03 ngày làm việc), thời hạn được ghi bằng một lần hẹn lại.',
    'Trẻ bị bỏ rơi: biên bản và niêm yết 07 ngày có trước, ngoài thủ tục này.',
    'Người thẩm tra không phải là người ký: tách nhiệm vụ theo quy trình nội bộ, không theo điều luật.',
  ],
  connecting: 'residence',
  form: {
    childName: text('Họ, chữ đệm, tên của trẻ'),
    childBornOn: date('Ngày sinh'),
    childSex: choice('Giới tính', { male: 'Nam', female: 'Nữ' }),
    birthProvedBy: choice('Việc sinh được chứng minh bằng', {
      certificate: 'Giấy chứng sinh',
      witness: 'Văn bản của người làm chứng',
      pledge: 'Giấy cam đoan về việc sinh',
      abandoned: 'Biên bản về việc trẻ bị bỏ rơi',
    }),
    motherName: optional(text('Họ, chữ đệm, tên của mẹ')),
    motherIdentityNumber: optional(identityNumber('Số định danh cá nhân của mẹ')),
    fatherName: optional(text('Họ, chữ đệm, tên của cha')),
    fatherIdentityNumber: optional(identityNumber('Số định danh cá nhân của cha')),
    residence: text('Nơi cư trú của cha, mẹ hoặc người nuôi dưỡng', 500),
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    requesterRelation: choice('Quan hệ với trẻ', {
      parent: 'Cha hoặc mẹ',
      relative: 'Ông, bà hoặc người thân thích khác',
      carer: 'Cá nhân, tổ chức đang nuôi dưỡng trẻ',
    }),
    extractCopies: optional(count('Số bản sao Giấy khai sinh đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1 },
    birth: {
      name: 'Giấy chứng sinh, hoặc văn bản của người làm chứng, hoặc giấy cam đoan về việc sinh',
      originals: 1,
    },
    identity: {
      name: 'Giấy tờ tùy thân của người yêu cầu',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    residence: {
      name: 'Giấy tờ chứng minh thông tin về cư trú',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    review: {
      name: 'Thẩm tra, ghi sổ, lấy số định danh cá nhân',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(4),
    },
    sign: { do: 'sign', by: 'chair', within: workingHours(3), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy khai sinh' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingHours(15) },
    { path: 'receive review:refused', ends: 'refused', spent: workingHours(5) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(1),
    },
    { path: 'receive:rejected', ends: 'notReceived', spent: workingHours(1) },
  ],
})
