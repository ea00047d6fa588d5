import {
  benefit,
  benefitForm,
  document,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012537',
  name: 'Giải quyết chế độ, chính sách cho người tham gia lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở chưa tham gia bảo hiểm y tế mà bị ốm đau, bị tai nạn, bị thương khi thực hiện nhiệm vụ',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('30/2023/QH15', '184/2025/NĐ-CP', '40/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 8211/QĐ-BCA',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'residence',
  form: benefitForm,
  papers: {
    request: {
      name: 'Đơn đề nghị thanh toán chi phí khám bệnh, chữa bệnh của người được hỗ trợ chế độ bị ốm đau, bị tai nạn, bị thương hoặc người đại diện hợp pháp (Mẫu số 01 ban hành kèm theo Nghị định số 40/2024/NĐ-CP)',
      originals: 1,
    },
    medical: { name: 'Bản sao hóa đơn thu tiền, giấy ra viện', copies: 1 },
  },
  feeDong: feeNotFound,
  ...benefit({
    by: 'socialAffairs',
    result:
      'Quyết định chi trả kinh phí hỗ trợ khám bệnh, chữa bệnh cho người bị ốm đau, bị tai nạn, bị thương',
    benefit: 'securityForceAid',
    basis: document('40/2024/NĐ-CP'),
    total: workingDays(5),
  }),
})
