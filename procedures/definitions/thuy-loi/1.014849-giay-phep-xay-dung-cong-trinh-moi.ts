import {
  commune,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  shortPapers,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014849',
  name: 'Cấp giấy phép cho các hoạt động trong phạm vi bảo vệ công trình thủy lợi: Xây dựng công trình mới; Lập bến, bãi tập kết nguyên liệu, nhiên liệu, vật tư, phương tiện; Xây dựng công trình ngầm do Chủ tịch UBND cấp tỉnh phân cấp cho Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '40/2026/NĐ-CP', '17/2026/NQ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1750/QĐ-BNNMT',
  assumed: [formAssumed, shortPapers, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép theo mẫu đơn (quy định tại Phụ lục III ban hành kèm theo Nghị định số 40/2026/NĐ-CP ngày 25/01/2026)',
      originals: 1,
    },
    paper: { name: 'Sơ họa vị trí khu vực tiến hành hoạt động đề nghị cấp phép', originals: 1 },
    report: {
      name: 'Báo cáo đánh giá ảnh hưởng của hoạt động đến việc quản lý, khai thác và an toàn công trình thủy lợi',
      originals: 1,
    },
    letter: {
      name: 'Văn bản ý kiến của tổ chức, cá nhân khai thác công trình thủy lợi về ảnh hưởng của hoạt động đến việc quản lý, khai thác và an toàn công trình thủy lợi của tổ chức, cá nhân',
      originals: 1,
    },
    decision: {
      name: 'Bản sao quyết định thành lập hoặc bản sao giấy chứng nhận đăng ký doanh nghiệp (trong trường hợp chưa được tích hợp, kết nối và chia sẻ dữ liệu quốc gia)',
      sometimes: true,
      copies: 1,
    },
    project: {
      name: 'Bản sao quyết định phê duyệt quy hoạch, chủ trương đầu tư, dự án đầu tư (trong trường hợp chưa được tích hợp, kết nối và chia sẻ dữ liệu quốc gia)',
      sometimes: true,
      copies: 1,
    },
    report2: {
      name: 'Bản sao quyết định phê duyệt kết quả thẩm định báo cáo đánh giá tác động môi trường, giấy phép môi trường hoặc đăng ký môi trường đã được cơ quan có thẩm quyền',
      copies: 1,
    },
    drawing: {
      name: 'Bản sao thông báo thẩm định thiết kế cơ sở hoặc thông báo thẩm định thiết kế, bản vẽ thiết kế của dự án',
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Giấy phép hoạt động trong phạm vi bảo vệ công trình thủy lợi',
    total: workingDays(11),
  }),
})
