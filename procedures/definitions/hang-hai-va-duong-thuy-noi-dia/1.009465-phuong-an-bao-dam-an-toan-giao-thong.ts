import {
  commune,
  competenceSplit,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.009465',
  name: 'Chấp thuận phương án bảo đảm an toàn giao thông',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('14/2026/NĐ-CP', '140/2025/NĐ-CP', '08/2021/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị chấp thuận phương án bảo đảm an toàn giao thông theo mẫu', originals: 1 },
    scheme: { name: 'Phương án bảo đảm an toàn giao thông', originals: 1 },
    drawing: {
      name: 'Bản sao bản vẽ bố trí mặt bằng tổng thể của công trình, phạm vi khu vực tổ chức thi công công trình, tổ chức hoạt động',
      copies: 1,
    },
    scheme2: {
      name: 'Phương án thi công, thời gian, tiến độ thi công công trình, tổ chức hoạt động',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Văn bản chấp thuận phương án bảo đảm an toàn giao thông',
    total: workingDays(5),
  }),
})
