import {
  commune,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.007919',
  name: 'Thẩm định thiết kế, dự toán công trình lâm sinh hoặc thẩm định điều chỉnh thiết kế, dự toán công trình lâm sinh sử dụng vốn đầu tư công đối với công trình lâm sinh thuộc dự án do Chủ tịch Ủy ban nhân dân cấp xã quyết định đầu tư',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '16/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    project: {
      name: 'Bản sao quyết định phê duyệt dự án đầu tư hoặc kế hoạch vốn được giao đối với hoạt động sử dụng kinh phí ngân sách nhà nước và các tài liệu khác có liên quan',
      sometimes: true,
      copies: 1,
    },
    drawing: {
      name: 'Tờ trình đề nghị phê duyệt thiết kế, dự toán theo Mẫu số 13 Phụ lục ban hành kèm theo Nghị định số 58/2024/NĐ-CP',
      originals: 1,
    },
    drawing2: {
      name: 'Thuyết minh thiết kế bao gồm dự toán và bản đồ thiết kế công trình lâm sinh theo Mẫu số 14 Phụ lục ban hành kèm theo Nghị định số 58/2024/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Báo cáo kết quả thẩm định', total: workingDays(9) }),
})
