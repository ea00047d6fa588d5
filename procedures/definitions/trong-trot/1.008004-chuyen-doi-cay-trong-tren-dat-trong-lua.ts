import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.008004',
  name: 'Chuyển đổi cơ cấu cây trồng, vật nuôi trên đất trồng lúa',
  field: 'Trồng trọt',
  edition: '2025-07-01',
  basis: documents('112/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1000/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    declaration: {
      name: 'Bản Đăng ký chuyển đổi cơ cấu cây trồng, vật nuôi trên đất trồng lúa theo mẫu tại Phụ lục IV ban hành kèm theo Nghị định số 112/2024/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Văn bản chấp thuận chuyển đổi cơ cấu cây trồng, vật nuôi trên đất trồng lúa theo mẫu tại Phụ lục V ban hành kèm theo Nghị định số 112/2024/NĐ-CP',
    total: workingDays(5),
  }),
})
