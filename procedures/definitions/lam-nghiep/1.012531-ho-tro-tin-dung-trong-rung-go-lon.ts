import {
  citySignOff,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012531',
  name: 'Hỗ trợ tín dụng đầu tư trồng rừng gỗ lớn đối với chủ rừng là hộ gia đình, cá nhân',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('42/2026/NĐ-CP', '58/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1637/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị hỗ trợ lãi suất vay vốn ngân hàng theo Mẫu số 03 Phụ lục kèm theo Nghị định số 58/2024/NĐ-CP ngày 24/5/2024 của Chính phủ',
      originals: 1,
    },
    agreement: { name: 'Bản sao hợp đồng tín dụng đã ký giữa chủ rừng và ngân hàng thương mại', copies: 1 },
    drawing: {
      name: 'Bản thiết kế trồng rừng, chăm sóc năm thứ nhất theo Mẫu số 04 Phụ lục kèm theo Nghị định số 58/2024/NĐ-CP ngày 24/5/2024 của Chính phủ',
      originals: 1,
    },
  },
  feeDong: free,
  ...citySignOff({ by: 'economy', result: 'Quyết định hỗ trợ lãi suất vốn vay ngân hàng', total: days(12) }),
})
