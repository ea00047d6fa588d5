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
  code: '1.014859',
  name: 'Cấp giấy phép hoạt động của phương tiện thủy nội địa, phương tiện cơ giới, trừ xe mô tô, xe gắn máy, phương tiện thủy nội địa thô sơ trong phạm vi bảo vệ công trình thủy lợi do Chủ tịch UBND cấp tỉnh phân cấp cho Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '40/2026/NĐ-CP', '17/2026/NQ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1750/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép theo mẫu đơn (quy định tại Phụ lục III ban hành kèm theo Nghị định số 40/2026/NĐ-CP ngày 25/01/2026)',
      originals: 1,
    },
    licence: { name: 'Sơ họa vị trí khu vực tiến hành hoạt động đề nghị cấp giấy phép', originals: 1 },
    report: {
      name: 'Báo cáo đánh giá ảnh hưởng của hoạt động đến việc quản lý, khai thác và an toàn công trình thủy lợi',
      originals: 1,
    },
    letter: {
      name: 'Văn bản ý kiến của tổ chức, cá nhân khai thác công trình thủy lợi về ảnh hưởng của hoạt động đến việc quản lý, khai thác và an toàn công trình thủy lợi của tổ chức, cá nhân',
      originals: 1,
    },
    certificate: {
      name: 'Bản sao giấy chứng nhận đăng ký phương tiện cơ giới đường bộ; phương tiện đường thủy nội địa (trong trường hợp chưa được tích hợp, kết nối và chia sẻ dữ liệu quốc gia)',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Giấy phép hoạt động trong phạm vi bảo vệ công trình thủy lợi',
    total: workingDays(4),
  }),
})
