import {
  cityLevel,
  citySignOff,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000507',
  name: 'Thủ tục chấp thuận chủ trương đầu tư đồng thời giao chủ đầu tư đối với trường hợp dự án đầu tư xây dựng nhà ở xã hội chưa được chấp thuận chủ trương đầu tư, chấp thuận đầu tư hoặc chưa có văn bản pháp lý tương đương',
  field: 'Nhà ở và công sở',
  edition: '2025-07-01',
  basis: documents('201/2025/QH15', '192/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1065/QĐ-BXD',
  assumed: [formAssumed, longestTime, cityLevel, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị chấp thuận chủ trương đầu tư đồng thời giao chủ đầu tư',
      originals: 1,
      copies: 1,
    },
    letter: {
      name: 'Các văn bản, tài liệu chứng minh việc đáp ứng các điều kiện giao chủ đầu tư đối với tổ chức kinh doanh bất động sản',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    documents: {
      name: 'Các tài liệu chứng minh tiêu chí ưu tiên đối với trường hợp có từ 02 nhà đầu tư trở lên đáp ứng điều kiện giao chủ đầu tư (về năng lực tài chính; kinh nghiệm hoặc nhà đầu tư là doanh nghiệp nhà nước)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...citySignOff({
    by: 'economy',
    result: 'Quyết định chấp thuận chủ trương đầu tư đồng thời giao chủ đầu tư',
    total: days(52),
  }),
})
