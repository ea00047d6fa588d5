import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.011471',
  name: 'Phê duyệt Phương án khai thác gỗ, thực vật rừng ngoài gỗ loài thông thường thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('26/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2391/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    documents: {
      name: 'Bản sao một trong các tài liệu sau đối với trường hợp khai thác tận dụng gỗ, thực vật rừng ngoài gỗ',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    scheme: {
      name: 'Phương án khai thác theo Mẫu số 08 Phụ lục II ban hành kèm theo Thông tư số 26/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
    scheme2: {
      name: 'Bản chính Đề nghị phê duyệt phương án khai thác theo Mẫu số 09 Phụ lục II ban hành kèm theo Thông tư số 26/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Quyết định phê duyệt phương án khai thác gỗ, thực vật rừng ngoài gỗ loài thông thường/thu thập mẫu vật loài thực vật rừng thông thường theo Mẫu số 11 Phụ lục II',
    total: workingDays(1),
  }),
})
