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
  code: '1.003347',
  name: 'Phê duyệt, công bố công khai quy trình vận hành hồ chứa thủy lợi thuộc thẩm quyền của Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '131/2025/NĐ-CP', '114/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    submission: { name: 'Tờ trình đề nghị phê duyệt quy trình vận hành hồ chứa nước', originals: 1 },
    paper: { name: 'Dự thảo quy trình vận hành hồ chứa nước', originals: 1 },
    report: { name: 'Báo cáo thuyết minh kết quả tính toán kỹ thuật', originals: 1 },
    drawing: { name: 'Bản đồ hiện trạng công trình', originals: 1 },
    letter: { name: 'Văn bản góp ý kiến của các cơ quan, đơn vị liên quan', originals: 1 },
    documents: { name: 'Các tài liệu liên quan khác kèm theo (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định phê duyệt quy trình vận hành', total: workingDays(30) }),
})
