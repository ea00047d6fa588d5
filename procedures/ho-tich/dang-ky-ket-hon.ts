import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

const formerMarriage = {
  never: 'Chưa đăng ký kết hôn với ai',
  divorced: 'Đã ly hôn',
  widowed: 'Vợ hoặc chồng đã chết',
}

export default procedure({
  code: '1.000894',
  name: 'Thủ tục đăng ký kết hôn',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    article('60/2014/QH13', 17),
    article('60/2014/QH13', 18),
    document('52/2014/QH13', 'điều kiện kết hôn'),
    document('123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [
    'Trang công bố ghi thời hạn “1” không kèm đơn vị; hiểu là một ngày làm việc.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Khi phải xác minh điều kiện kết hôn, thời hạn đến 05 ngày làm việc (Điều 18 khoản 2) được ghi bằng một lần hẹn lại.',
    'Người thẩm định không phải là người ký: tách nhiệm vụ theo quy trình nội bộ, không theo điều luật.',
  ],
  connecting: 'residence',
  form: {
    husbandName: text('Họ, chữ đệm, tên bên nam'),
    husbandBornOn: date('Ngày sinh bên nam'),
    husbandIdentityNumber: identityNumber('Số định danh cá nhân bên nam'),
    husbandResidence: text('Nơi cư trú bên nam', 500),
    husbandFormerMarriage: choice('Tình trạng hôn nhân bên nam', formerMarriage),
    wifeName: text('Họ, chữ đệm, tên bên nữ'),
    wifeBornOn: date('Ngày sinh bên nữ'),
    wifeIdentityNumber: identityNumber('Số định danh cá nhân bên nữ'),
    wifeResidence: text('Nơi cư trú bên nữ', 500),
    wifeFormerMarriage: choice('Tình trạng hôn nhân bên nữ', formerMarriage),
    extractCopies: optional(count('Số bản sao Trích lục kết hôn đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên', originals: 1 },
    identity: {
      name: 'Giấy tờ tùy thân của hai bên',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    residence: {
      name: 'Giấy tờ chứng minh nơi cư trú',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
    maritalStatus: {
      name: 'Giấy tờ về tình trạng hôn nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    review: {
      do: 'review',
      by: 'civilStatus',
      within: workingHours(4),
      basis: article('60/2014/QH13', 18, 2),
    },
    sign: {
      do: 'sign',
      by: 'chair',
      within: workingHours(3),
      backTo: 'review',
      notBy: ['review'],
      basis: article('60/2014/QH13', 17, 1),
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận kết hôn' },
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
    { path: 'receive:incomplete supplement:lapsed', ends: 'lapsed', spent: workingHours(1) },
    { path: 'receive review withdraw', ends: 'withdrawn', spent: workingHours(5) },
  ],
})
