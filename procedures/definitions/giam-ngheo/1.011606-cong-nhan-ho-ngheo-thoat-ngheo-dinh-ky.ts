import { documents, formAssumed, free, notFound, posting, procedure, subjectForm } from '../../kit/kit.ts'

export default procedure({
  code: '1.011606',
  name: 'Công nhận hộ nghèo, hộ cận nghèo; hộ thoát nghèo, hộ thoát cận nghèo định kỳ hằng năm',
  field: 'Giảm nghèo',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '24/2021/QĐ-TTg', '02/2022/TT-BLĐTBXH', '07/2021/TT-BLĐTBXH'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2306/QĐ-BNNMT',
  assumed: [formAssumed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Giấy đề nghị rà soát hộ nghèo, hộ cận nghèo theo Mẫu số 01 tại Phụ lục ban hành kèm theo Quyết định số 24/2021/QĐ-TTg',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'socialAffairs',
    result:
      'Quyết định công nhận danh sách hộ nghèo, hộ cận nghèo; hộ thoát nghèo, hộ thoát cận nghèo định kỳ hằng năm',
  }),
})
