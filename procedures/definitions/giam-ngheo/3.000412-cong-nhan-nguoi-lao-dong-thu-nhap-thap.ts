import { days, documents, formAssumed, free, posting, procedure, subjectForm } from '../../kit/kit.ts'

export default procedure({
  code: '3.000412',
  name: 'Công nhận người lao động có thu nhập thấp',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: documents(
    '30/2025/NĐ-CP',
    '07/2021/NĐ-CP',
    '24/2021/QĐ-TTg',
    '02/2022/TT-BLĐTBXH',
    '07/2021/TT-BLĐTBXH',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 967/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Giấy đề nghị xác định người lao động có thu nhập thấp (mẫu số 1 Quyết định số 24/2021/QĐ-TTg ngày 16/07/2021 của Thủ tướng Chính phủ)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'socialAffairs',
    result: 'Quyết định công nhận danh sách người lao động có thu nhập thấp',
    total: days(15),
  }),
})
