import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.012922',
  name: 'Kiểm tra hiện trường rừng trồng bị thiệt hại',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '140/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị xác nhận theo Mẫu số 01 Phụ lục IC ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Biên bản kiểm tra hiện trường xác định trường hợp, thiệt hại rừng trồng',
    total: workingDays(1),
  }),
})
