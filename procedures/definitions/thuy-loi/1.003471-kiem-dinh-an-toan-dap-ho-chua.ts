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
  code: '1.003471',
  name: 'Phê duyệt đề cương, kết quả kiểm định an toàn đập, hồ chứa thủy lợi thuộc thẩm quyền của Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '131/2025/NĐ-CP', '114/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    paper: { name: 'Dự thảo đề cương kiểm định an toàn đập, hồ chứa thủy lợi', originals: 1 },
    submission: { name: 'Tờ trình đề nghị phê duyệt', originals: 1 },
    documents: { name: 'Các tài liệu liên quan khác kèm theo (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Đề cương, kết quả kiểm định được phê duyệt', total: workingDays(10) }),
})
