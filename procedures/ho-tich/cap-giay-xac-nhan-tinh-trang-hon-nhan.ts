import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.004873',
  name: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    document('60/2014/QH13'),
    document('52/2014/QH13'),
    document('123/2015/NĐ-CP'),
    article('104/2022/NĐ-CP', 14, 2),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [
    'Trang công bố ghi thời hạn “3” không kèm đơn vị; hiểu là ba ngày làm việc.',
    'Ba ngày được chia cho các bước; không văn bản nào chia.',
    'Lệ phí do HĐND Thành phố quyết định, chưa tìm thấy; ghi 0 đồng như trang công bố (“Miễn phí”).',
    'Hỏi nơi thường trú hoặc nơi dự định kết hôn trước đây là một phần của bước thẩm tra; quá hạn thì hẹn lại một lần.',
    'Người thẩm tra không phải là người ký: tách nhiệm vụ theo quy trình nội bộ, không theo điều luật.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ, chữ đệm, tên người được xác nhận'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi cư trú', 500),
    maritalStatus: choice('Tình trạng hôn nhân', {
      never: 'Chưa đăng ký kết hôn với ai',
      married: 'Đang có vợ hoặc chồng',
      divorced: 'Đã ly hôn, chưa kết hôn với người khác',
      widowed: 'Vợ hoặc chồng đã chết, chưa kết hôn với người khác',
    }),
    formerPaper: optional(text('Bản án, quyết định ly hôn hoặc giấy chứng tử: số, ngày, nơi cấp', 500)),
    purpose: choice('Mục đích sử dụng', {
      marriage: 'Để đăng ký kết hôn (chỉ cấp một bản)',
      other: 'Mục đích khác',
    }),
    purposeDetail: text('Kết hôn với ai, ở đâu; hoặc dùng vào việc gì', 500),
    issuedBefore: choice('Đã được cấp Giấy xác nhận trước đây', {
      no: 'Chưa',
      handedBack: 'Đã cấp, nộp lại',
      lost: 'Đã cấp, không nộp lại được',
    }),
  },
  papers: {
    declaration: { name: 'Tờ khai cấp Giấy xác nhận tình trạng hôn nhân', originals: 1 },
    former: {
      name: 'Giấy xác nhận tình trạng hôn nhân đã cấp trước đó, khi xin cấp lại',
      sometimes: true,
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
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    review: {
      name: 'Thẩm tra, tra cứu tình trạng hôn nhân',
      do: 'review',
      by: 'civilStatus',
      within: workingDays(2),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(0.75), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy xác nhận tình trạng hôn nhân' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.75) },
    { path: 'receive review:refused', ends: 'refused', spent: workingDays(2.25) },
    { path: 'receive review sign:refused', ends: 'refused', spent: workingDays(3) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(3),
    },
    { path: 'receive review:incomplete supplement:lapsed', ends: 'lapsed', spent: workingDays(2.25) },
  ],
})
