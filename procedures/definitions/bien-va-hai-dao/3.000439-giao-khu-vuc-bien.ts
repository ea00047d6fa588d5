import {
  communeInspecting,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000439',
  name: 'Giao khu vực biển cho cá nhân Việt Nam để nuôi trồng thủy sản',
  field: 'Biển và hải đảo',
  edition: '2025-07-01',
  basis: documents('44/2026/NĐ-CP', '131/2025/NĐ-CP', '65/2025/NĐ-CP', '11/2021/NĐ-CP', '40/2016/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 619/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    letter: {
      name: 'Bản sao văn bản của cơ quan nhà nước có thẩm quyền cho phép cá nhân Việt Nam chuyển đổi từ nghề khai thác ven bờ sang nuôi trồng thủy sản theo quy định của pháp luật về thủy sản hoặc văn bản',
      originals: 1,
    },
    drawing: {
      name: 'Sơ đồ khu vực biển đề nghị giao, trong đó thể hiện tọa độ các điểm góc của khu vực biển đề nghị giao được lập theo Mẫu số 05 của Mục III Phụ lục Nghị định số 44/2026/NĐ-CP',
      originals: 1,
    },
    scheme: {
      name: 'Phương án nuôi trồng thủy sản theo Mẫu số 16 Mục III Phụ lục kèm theo Nghị định số 44/2026/NĐ-CP',
      originals: 1,
    },
    original: {
      name: 'Bản chính Đơn đề nghị giao khu vực biển được lập theo Mẫu số 01 Mục III Phụ lục kèm theo Nghị định số 44/2026/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeInspecting({
    by: 'economy',
    result: 'Quyết định về việc giao khu vực biển',
    total: workingDays(35),
  }),
})
