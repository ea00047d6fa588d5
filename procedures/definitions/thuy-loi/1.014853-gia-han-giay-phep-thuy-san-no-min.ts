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
  code: '1.014853',
  name: 'Cấp gia hạn, điều chỉnh nội dung giấy phép cho các hoạt động trong phạm vi bảo vệ công trình thủy lợi: Nuôi trồng thủy sản; Nổ mìn và các hoạt động gây nổ khác do Chủ tịch UBND cấp tỉnh phân cấp cho Chủ tịch UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '08/2017/QH14', '40/2026/NĐ-CP', '17/2026/NQ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1750/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị gia hạn, điều chỉnh nội dung giấy phép theo mẫu đơn', originals: 1 },
    licence: {
      name: 'Sơ họa vị trí khu vực tiến hành hoạt động đề nghị gia hạn, điều chỉnh nội dung giấy phép',
      originals: 1,
    },
    report: { name: 'Báo cáo tình hình thực hiện giấy phép được cấp của tổ chức, cá nhân', originals: 1 },
    licence2: {
      name: 'Văn bản ý kiến của tổ chức, cá nhân khai thác công trình thủy lợi về tình hình thực hiện giấy phép được cấp của tổ chức, cá nhân',
      originals: 1,
    },
    licence3: {
      name: 'Bản sao quyết định thành lập hoặc bản sao giấy chứng nhận đăng ký doanh nghiệp, cập nhật đến thời điểm đề nghị gia hạn, điều chỉnh nội dung giấy phép',
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
