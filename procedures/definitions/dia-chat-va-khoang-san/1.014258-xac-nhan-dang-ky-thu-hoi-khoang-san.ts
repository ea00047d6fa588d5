import {
  communeInspecting,
  dayNotFound,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014258',
  name: 'Xác nhận đăng ký thu hồi khoáng sản (cấp Xã)',
  field: 'Địa chất và khoáng sản',
  edition: '2025-07-01',
  basis: documents('54/2024/QH15', '21/2026/NĐ-CP', '193/2025/NĐ-CP', '04/2026/TT-BNNMT', '36/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1245/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị sử dụng khoáng sản', originals: 1 },
    decision: {
      name: 'Quyết định cho phép chuyển mục đích sử dụng đất theo quy định của pháp luật về đất đai (nếu có)',
      sometimes: true,
      copies: 1,
    },
    declaration: { name: 'Bản đăng ký thu hồi khoáng sản', originals: 1 },
    licence: {
      name: 'Giấy phép xây dựng theo quy định của pháp luật về xây dựng (nếu có)',
      sometimes: true,
      copies: 1,
    },
    landTitle: {
      name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất theo quy định của pháp luật về đất đai hoặc quyết định cho thuê đất của cơ quan nhà nước có thẩm quyền',
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'economy',
    result: 'Giấy xác nhận đăng ký thu hồi khoáng sản thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp xã',
    total: workingDays(44),
  }),
})
