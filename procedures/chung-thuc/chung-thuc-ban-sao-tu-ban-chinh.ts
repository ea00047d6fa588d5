import { article, choice, count, document, procedure, text, workingDays, workingHours } from '../kit.ts'

export default procedure({
  code: '2.000815',
  name: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: [
    document('23/2015/NĐ-CP'),
    article('23/2015/NĐ-CP', 22),
    document('280/2025/NĐ-CP'),
    document('07/2025/NĐ-CP'),
    document('01/2020/TT-BTP'),
    document('226/2016/TT-BTC', 'phí chứng thực'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3152/QĐ-BTP',
  assumed: [
    'Trả ngay trong ngày, nhận sau 15 giờ thì ngày làm việc tiếp theo (2637/QĐ-UBND tỉnh Vĩnh Long); điều, khoản của Nghị định chưa đối chiếu.',
    'Nhiều loại giấy tờ, nhiều trang (thêm 02 ngày làm việc hoặc theo thỏa thuận) được ghi bằng một lần hẹn lại.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Phí 2.000 đồng một trang; ở đây ghi cho một trang, tiền thu thực tế theo số trang và số bản.',
    'Bản chính phải xuất trình, nên nộp trực tuyến chỉ để đặt hẹn; phí cả ba kênh ghi như nhau.',
    'Công chức đối chiếu, lãnh đạo UBND ký; không xét ủy quyền ký chứng thực cho công chức.',
    'Ai cũng được yêu cầu ở bất kỳ xã nào: nơi tiếp nhận quyết định thẩm quyền.',
  ],
  connecting: 'reception',
  form: {
    documentKind: choice('Loại bản chính', {
      vietnamese: 'Do cơ quan Việt Nam cấp',
      foreign: 'Do cơ quan nước ngoài cấp, đã hợp pháp hóa lãnh sự nếu phải',
      joint: 'Do cơ quan Việt Nam liên kết với nước ngoài cấp',
    }),
    documentName: text('Tên giấy tờ, văn bản', 500),
    pages: count('Số trang của bản chính', 1, 1000),
    copies: count('Số bản sao cần chứng thực', 1, 200),
  },
  papers: {
    original: { name: 'Bản chính làm cơ sở chứng thực và bản sao cần chứng thực', originals: 1, copies: 1 },
  },
  feeDong: { online: 2_000, counter: 2_000, post: 2_000 },
  total: workingDays(1),
  sameDay: article('23/2015/NĐ-CP', 7),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    review: {
      name: 'Kiểm tra bản chính, đối chiếu bản sao',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(5),
      basis: article('23/2015/NĐ-CP', 22),
    },
    sign: { name: 'Ký lời chứng', do: 'sign', by: 'chair', within: workingHours(2), backTo: 'review' },
    issue: { do: 'issue', result: 'Bản sao được chứng thực từ bản chính' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingHours(15) },
    { path: 'receive review:refused', ends: 'refused', spent: workingHours(6) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(1),
    },
    { path: 'receive:rejected', ends: 'notReceived', spent: workingHours(1) },
  ],
})
