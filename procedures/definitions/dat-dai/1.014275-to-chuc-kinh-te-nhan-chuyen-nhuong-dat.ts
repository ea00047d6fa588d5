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
  code: '1.014275',
  name: 'Tổ chức kinh tế nhận chuyển nhượng, thuê quyền sử dụng đất, nhận góp vốn bằng quyền sử dụng đất để thực hiện dự án đầu tư',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '118/2025/NĐ-CP', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị chấp thuận cho tổ chức kinh tế nhận chuyển nhượng, thuê quyền sử dụng đất, nhận góp vốn bằng quyền sử dụng đất để thực hiện dự án đầu tư',
      originals: 1,
      copies: 1,
    },
    drawing: {
      name: 'Trích lục vị trí khu đất mà nhà đầu tư đề xuất thực hiện dự án',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Văn bản chấp thuận tổ chức kinh tế được nhận chuyển nhượng, thuê quyền sử dụng đất, nhận góp vốn bằng quyền sử dụng đất để thực hiện dự án đầu tư đối với trường hợp được chấp thuận',
    total: workingDays(23),
  }),
})
