import {
  communeInspecting,
  document,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.006390',
  name: 'Cho phép trường mẫu giáo, trường mầm non, nhà trẻ hoạt động giáo dục',
  field: 'Giáo dục mầm non',
  edition: '2025-07-01',
  basis: documents('142/2025/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    landTitle: {
      name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: document('142/2025/NĐ-CP', 'Điểm b khoản 2 Điều 2 Phụ lục I'),
    },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'socialAffairs',
    result: 'Quyết định về việc cho phép trường mẫu giáo, trường mầm non, nhà trẻ hoạt động giáo dục',
  }),
})
