import {
  communeInspecting,
  dayNotFound,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000442',
  name: 'Sửa đổi, bổ sung Quyết định giao khu vực biển cho cá nhân Việt Nam để nuôi trồng thủy sản',
  field: 'Biển và hải đảo',
  edition: '2025-07-01',
  basis: documents('44/2026/NĐ-CP', '131/2025/NĐ-CP', '65/2025/NĐ-CP', '11/2021/NĐ-CP', '40/2016/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2084/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị sửa đổi, bổ sung Quyết định giao khu vực biển', originals: 1 },
    scheme: {
      name: 'Đề cương phương án nuôi trồng thủy sản trên biển (Áp dụng cho chủ thể là cá nhân đề nghị gia hạn thời hạn giao khu vực biển)',
      originals: 1,
    },
    decision: { name: 'Quyết định giao khu vực biển/cho phép trả lại khu vực biển', originals: 1 },
    drawing: {
      name: 'Sơ đồ khu vực biển đề nghị giao, trong đó thể hiện tọa độ các điểm góc của khu vực biển đề nghị giao được lập theo Mẫu số 05 của Mục III Phụ lục Nghị định số 44/2026/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeInspecting({
    by: 'economy',
    result: 'Quyết định sửa đổi, bổ sung Quyết định giao khu vực biển',
    total: workingDays(30),
  }),
})
