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
  code: '2.001627',
  name: 'Thẩm định quy trình vận hành đối với công trình thủy lợi lớn và công trình thủy lợi vừa do Chủ tịch UBND cấp tỉnh phân cấp cho Chủ tịch UBND cấp xã phê duyệt',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '08/2026/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    submission: {
      name: 'Tờ trình đề nghị phê duyệt quy trình vận hành được lập theo Mẫu 04 Phụ lục I Thông tư 08/2026/TT-BNNMT ngày 26/01/2026',
      originals: 1,
    },
    paper: {
      name: 'Dự thảo quy trình vận hành công trình theo Mẫu 02 Phụ lục I Thông tư 08/2026/TT-BNNMT ngày 26/01/2026',
      originals: 1,
    },
    report: { name: 'Báo cáo thuyết minh kết quả tính toán kỹ thuật', originals: 1 },
    letter: {
      name: 'Văn bản góp ý của tổ chức khai thác công trình thủy lợi, cơ quan, đơn vị liên quan',
      originals: 1,
    },
    drawing: { name: 'Bản đồ hiện trạng công trình thủy lợi', originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định phê duyệt quy trình vận hành', total: workingDays(20) }),
})
