import {
  dayNotFound,
  department,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002835',
  name: 'Đăng ký khai thác nước mặt, nước biển, đăng ký sử dụng mặt nước, đào hồ, ao, sông, suối, kênh, mương, rạch',
  field: 'Tài nguyên nước',
  edition: '2025-07-01',
  basis: documents('23/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 248/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    declaration: {
      name: 'Tờ khai đăng kí công trình khai thác nước biển theo Mẫu 18, Phụ lục I kèm theo Nghị định số 23/2026/NĐ-CP',
      originals: 1,
    },
    declaration2: {
      name: 'Tờ khai đăng ký công trình khai thác nước mặt theo Mẫu 15, Phụ lục I kèm theo Nghị định số 23/2026/NĐ-CP',
      originals: 1,
    },
    declaration3: {
      name: 'Tờ khai đào hồ, ao, sông, suối, kênh, mương, rạch để tạo không gian thu, trữ nước, dẫn nước, tạo cảnh quan theo Mẫu 17, Phụ lục I kèm theo Nghị định số 23/2026/NĐ-CP',
      originals: 1,
    },
    declaration4: {
      name: 'Tờ khai đăng ký sử dụng mặt nước theo Mẫu 16, Phụ lục I kèm theo Nghị định số 23/2026/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...department({
    result:
      'Kết quả của thủ tục Đăng ký khai thác nước mặt, nước biển, đăng ký sử dụng mặt nước, đào hồ, ao, sông, suối, kênh, mương, rạch theo Mẫu 32, Mẫu 33 và Mẫu 34 tại Phụ lục I',
    total: workingDays(7),
  }),
})
