import {
  competenceSplit,
  documents,
  formAssumed,
  free,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000494',
  name: 'Phục hồi hoạt động của cơ sở, phương tiện giao thông cơ giới, hộ gia đình và cá nhân',
  field: 'Phòng cháy, chữa cháy',
  edition: '2025-07-01',
  basis: documents('136/2020/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5461/QĐ-BCA-C07',
  assumed: [formAssumed, competenceSplit],
  connecting: 'residence',
  form: personForm,
  papers: {
    letter: {
      name: 'Bản chính văn bản đề nghị phục hồi hoạt động (Mẫu số PC15 ban hành kèm theo Nghị định số 50/2024/NĐ-CP ngày 10/05/2024 của Chính phủ)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...police({
    result:
      'Quyết định phục hồi hoạt động (Mẫu số PC16 ban hành kèm theo Nghị định số 50/2024/NĐ-CP ngày 10/05/2024 của Chính phủ)',
    total: workingDays(7),
  }),
})
