import {
  benefit,
  benefitForm,
  document,
  documents,
  formAssumed,
  free,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000510',
  name: 'Chế độ, chính sách đối với người được huy động, người tham gia phòng cháy, chữa cháy, cứu nạn, cứu hộ chưa tham gia bảo hiểm xã hội bị chết',
  field: 'Phòng cháy, chữa cháy',
  edition: '2025-07-01',
  basis: documents('105/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5461/QĐ-BCA-C07',
  assumed: [formAssumed],
  connecting: 'residence',
  form: benefitForm,
  papers: {
    request: {
      name: 'Đơn đề nghị trợ cấp tiền tuất, tiền mai táng phí (Mẫu số PC22 kèm theo Nghị định số 105/2025/NĐ-CP ngày 15/5/2025 của Chính Phủ)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...benefit({
    by: 'police',
    result: 'Quyết định chi trả chế độ, chính sách',
    benefit: 'fireForceDeath',
    basis: document('105/2025/NĐ-CP'),
    total: workingDays(5),
  }),
})
