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
  code: '1.001662',
  name: 'Đăng ký khai thác nước dưới đất',
  field: 'Tài nguyên nước',
  edition: '2025-07-01',
  basis: documents('28/2023/QH15', '23/2026/NĐ-CP', '131/2025/NĐ-CP', '54/2024/NĐ-CP', '14/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 248/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    declaration: { name: 'Tờ khai đăng ký công trình khai thác nước dưới đất', originals: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Kết quả của thủ tục Đăng ký khai thác nước dưới đất theo Mẫu 34a và Mẫu 34b tại Phụ lục I kèm theo Nghị định số 23/2026/NĐ-CP',
    total: workingDays(7),
  }),
})
