import {
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  land,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014284',
  name: 'Giao đất, cho thuê đất, giao khu vực biển để thực hiện hoạt động lấn biển',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '118/2025/NĐ-CP', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị giao đất, cho thuê đất, giao khu vực biển để thực hiện hoạt động lấn biển',
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Dự án đầu tư lấn biển hoặc hạng mục lấn biển của dự án đầu tư đã được cơ quan nhà nước có thẩm quyền phê duyệt',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...land({
    result: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    total: days(15),
  }),
})
