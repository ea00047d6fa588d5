import {
  commune,
  competenceSplit,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000410',
  name: 'Quyết định xác lập quyền sở hữu toàn dân đối với tài sản không có người thừa kế',
  field: 'Quản lý công sản',
  edition: '2025-07-01',
  basis: documents('286/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4191/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    report: { name: 'Báo cáo quá trình mở thừa kế đối với di sản', sometimes: true, originals: 1 },
    decision: {
      name: 'Các hồ sơ, tài liệu liên quan đến quá trình mở thừa kế, văn bản từ chối quyền hưởng di sản, bản án hoặc quyết định của Tòa án xác định người không được quyền hưởng di sản thừa kế (nếu có)',
      sometimes: true,
      copies: 1,
    },
    paper: {
      name: 'Bảng kê chủng loại, số lượng, khối lượng, hiện trạng của di sản, giá trị (nếu có thông tin về giá trị)',
      sometimes: true,
      originals: 1,
    },
    letter: {
      name: 'Văn bản từ bỏ phần quyền sở hữu đối với tài sản sở hữu chung quy định tại khoản 4 Điều 218 Bộ luật Dân sự',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định xác lập quyền sở hữu toàn dân về tài sản',
    total: days(29),
  }),
})
