import {
  department,
  documents,
  formAssumed,
  free,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.008603',
  name: 'Kê khai, thẩm định tờ khai phí bảo vệ môi trường đối với nước thải',
  field: 'Quản lý thuế, phí, lệ phí và thu khác của ngân sách nhà nước',
  edition: '2025-07-01',
  basis: documents('125/2025/NĐ-CP', '53/2020/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2113/QĐ-BTC',
  assumed: [formAssumed, notFound.papers],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: free,
  ...department({
    result: 'Đều chỉnh giảm số phí phải nộp vào kỳ nộp phí tiếp theo (nếu có)',
    total: workingDays(30),
  }),
})
