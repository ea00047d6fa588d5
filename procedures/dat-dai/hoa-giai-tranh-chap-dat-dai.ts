import { days } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.012812',
  name: 'Hòa giải tranh chấp đất đai',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: [article('31/2024/QH15', 235), article('102/2024/NĐ-CP', 105)],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [
    'Trang công bố ghi 30 ngày (bưu chính), 40 ngày (trực tiếp): đọc là 30 ngày hòa giải (Điều 235) và 10 ngày các bên được có ý kiến khác (Điều 105 khoản 3).',
    'Thụ lý trong 03 ngày làm việc được tính là 03 ngày dương lịch; thời hạn của các bước sau là phân chia nội bộ.',
    'Một bên vắng mặt thì họp lại; vắng đến lần thứ hai thì ghi biên bản hòa giải không thành và đi tiếp.',
    'Kết quả chỉ là biên bản, thành hay không thành ghi trong đó; không thành cũng qua 10 ngày chờ ý kiến, vì bước không biết nội dung biên bản.',
    'Hội đồng hòa giải không là một nơi riêng: Chủ tịch UBND, là Chủ tịch Hội đồng, ghi nhận cuộc họp.',
    'Trang công bố không thu lệ phí; nộp trực tuyến không công bố, cũng ghi 0 đồng.',
  ],
  connecting: 'object',
  form: {
    claimantName: text('Họ và tên hoặc tên tổ chức yêu cầu hòa giải', 500),
    claimantIdentityNumber: identityNumber('Số định danh cá nhân của người yêu cầu'),
    claimantAddress: text('Địa chỉ của người yêu cầu', 500),
    respondentName: text('Bên tranh chấp: họ và tên hoặc tên tổ chức', 500),
    respondentAddress: text('Địa chỉ của bên tranh chấp', 500),
    othersConcerned: optional(text('Người có quyền lợi, nghĩa vụ liên quan', 1000)),
    parcel: text('Thửa đất tranh chấp: số thửa, tờ bản đồ, địa chỉ', 500),
    titled: choice('Giấy tờ về thửa đất', {
      certificate: 'Có Giấy chứng nhận',
      papers: 'Có giấy tờ theo Điều 137 Luật Đất đai',
      none: 'Không có giấy tờ',
    }),
    dispute: text('Nội dung tranh chấp, nguồn gốc, quá trình sử dụng', 4000),
    claim: text('Yêu cầu giải quyết', 2000),
    mediatedBefore: yesNo('Đã tự hòa giải hoặc hòa giải ở cơ sở'),
  },
  papers: {
    request: { name: 'Đơn yêu cầu hòa giải tranh chấp đất đai', originals: 1 },
    documents: {
      name: 'Giấy tờ liên quan đến việc sử dụng đất (bản chụp, hoặc công chứng, chứng thực)',
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: days(40),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    accept: {
      name: 'Thụ lý, thông báo các bên và Văn phòng đăng ký đất đai',
      do: 'review',
      by: 'economy',
      within: days(2),
      basis: article('102/2024/NĐ-CP', 105, 1),
    },
    verify: {
      name: 'Thẩm tra, xác minh nguyên nhân, thu thập giấy tờ',
      do: 'inspect',
      by: 'economy',
      within: days(12),
      onFailed: 'supplement',
      basis: article('102/2024/NĐ-CP', 105, 1),
    },
    council: {
      name: 'Ký quyết định thành lập Hội đồng hòa giải',
      do: 'sign',
      by: 'chair',
      within: days(3),
      backTo: 'verify',
      notBy: ['verify'],
      basis: article('31/2024/QH15', 235, 2),
    },
    hearing: {
      name: 'Họp hòa giải, các bên có mặt',
      do: 'inspect',
      by: 'chair',
      within: days(10),
      onFailed: { backTo: 'council' },
      basis: article('102/2024/NĐ-CP', 105, 1),
    },
    minutes: {
      name: 'Ký biên bản hòa giải, gửi ngay cho các bên',
      do: 'sign',
      by: 'chair',
      within: days(2),
      backTo: 'hearing',
      basis: article('102/2024/NĐ-CP', 105, 2),
    },
    opinions: {
      name: 'Chờ ý kiến khác của các bên bằng văn bản',
      do: 'publish',
      by: 'economy',
      posted: days(10),
      onObjection: { backTo: 'hearing' },
      basis: article('102/2024/NĐ-CP', 105, 3),
    },
    issue: { do: 'issue', result: 'Biên bản hòa giải tranh chấp đất đai' },
  },
  examples: [
    {
      path: 'receive accept verify council hearing minutes opinions issue',
      ends: 'issued',
      spent: days(40),
    },
    {
      path: 'receive accept verify council:returned verify council hearing:failed council hearing minutes:returned hearing minutes opinions issue',
      ends: 'issued',
      spent: days(80),
    },
    {
      path: 'receive accept verify council hearing minutes opinions:objected hearing minutes opinions issue',
      ends: 'issued',
      spent: days(62),
    },
    { path: 'receive accept:refused', ends: 'refused', spent: days(3) },
    {
      path: 'receive accept verify:failed supplement receive accept verify council:refused',
      ends: 'refused',
      spent: days(18),
    },
    { path: 'receive accept verify withdraw', ends: 'withdrawn', spent: days(15) },
  ],
})
