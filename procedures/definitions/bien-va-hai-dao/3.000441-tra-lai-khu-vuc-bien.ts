import {
  commune,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000441',
  name: 'Trả lại khu vực biển cho cá nhân Việt Nam để nuôi trồng thủy sản',
  field: 'Biển và hải đảo',
  edition: '2025-07-01',
  basis: documents('44/2026/NĐ-CP', '131/2025/NĐ-CP', '65/2025/NĐ-CP', '11/2021/NĐ-CP', '40/2016/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 619/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị trả lại khu vực biển', originals: 1 },
    report: {
      name: 'Báo cáo tình hình sử dụng khu vực biển tính đến thời điểm nộp hồ sơ đề nghị trả lại khu vực biển',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định về việc cho phép trả lại khu vực biển',
    total: workingDays(25),
  }),
})
