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
  code: '1.014848',
  name: 'Phê duyệt phương án bảo vệ công trình thủy lợi do Chủ tịch Ủy ban nhân dân cấp tỉnh phân cấp cho Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '40/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    paper: { name: 'Ý kiến của các cơ quan, đơn vị liên quan (nếu có)', sometimes: true, originals: 1 },
    documents: { name: 'Các tài liệu liên quan khác kèm theo (nếu có)', sometimes: true, originals: 1 },
    scheme: {
      name: 'Dự thảo phương án bảo vệ công trình thủy lợi theo Mẫu số 03 tại Phụ lục II ban hành kèm theo Nghị định số 40/2026/NĐ-CP ngày 25/01/2026',
      originals: 1,
    },
    drawing: {
      name: 'Bản vẽ (nếu có) hoặc sơ họa mặt bằng công trình và các hạng mục công trình cần bảo vệ',
      sometimes: true,
      originals: 1,
    },
    scheme2: {
      name: 'Tờ trình đề nghị phê duyệt phương án bảo vệ công trình thủy lợi theo Mẫu số 01 tại Phụ lục II ban hành kèm theo Nghị định số 40/2026/NĐ-CP ngày 25/01/2026',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định phê duyệt phương án bảo vệ công trình thủy lợi',
    total: workingDays(20),
  }),
})
