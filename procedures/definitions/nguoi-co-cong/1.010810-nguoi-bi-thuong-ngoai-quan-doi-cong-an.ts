import {
  communeThenDepartment,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010810',
  name: 'Công nhận đối với người bị thương trong chiến tranh không thuộc quân đội, công an',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của phường Tây Nha Trang, 12/2025' },
  assumed: [
    formAssumed,
    resultNamed,
    'Tên ghép với mã theo thứ tự của danh mục; chưa đối chiếu.',
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Quyết định về việc công nhận đối với người bị thương trong chiến tranh không thuộc quân đội, công an',
  }),
})
