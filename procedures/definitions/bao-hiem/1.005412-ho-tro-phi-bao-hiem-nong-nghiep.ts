import {
  citySignOff,
  days,
  documents,
  formAssumed,
  free,
  lapsedLeftOut,
  personForm,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.005412',
  name: 'Phê duyệt đối tượng được hỗ trợ phí bảo hiểm nông nghiệp',
  field: 'Bảo hiểm',
  edition: '2025-07-01',
  basis: documents('125/2025/NĐ-CP', '58/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2194/QĐ-BTC',
  assumed: [formAssumed, lapsedLeftOut],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Đơn đề nghị xem xét, phê duyệt đối tượng được hỗ trợ theo mẫu quy định tại Phụ lục 1 ban hành kèm theo Nghị định số 58/2018/NĐ-CP',
      originals: 1,
    },
    declaration: {
      name: 'Bản kê khai về cây trồng, vật nuôi, nuôi trồng thủy sản theo mẫu quy định tại Phụ lục 2 ban hành kèm theo Nghị định số 58/2018/NĐ-CP',
      originals: 1,
    },
    documents: {
      name: 'Tài liệu chứng minh thuộc đối tượng được hỗ trợ phí bảo hiểm nông nghiệp đối với trường hợp đối tượng được hỗ trợ là tổ chức sản xuất nông nghiệp',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...citySignOff({
    by: 'socialAffairs',
    result: 'Quyết định phê duyệt danh sách đối tượng được hỗ trợ phí bảo hiểm nông nghiệp',
    total: days(45),
  }),
})
