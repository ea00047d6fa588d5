import { commune, days, documents, formAssumed, free, organisationForm, procedure } from '../../kit/kit.ts'

export default procedure({
  code: '1.003596',
  name: 'Phê duyệt kế hoạch khuyến nông địa phương (cấp xã)',
  field: 'Nông nghiệp',
  edition: '2025-07-01',
  basis: documents('83/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1597/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    plan: { name: 'Đề xuất kế hoạch khuyến nông; dự toán kinh phí', originals: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định phê duyệt kế hoạch khuyến nông', total: days(60) }),
})
