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
  code: '1.010816',
  name: 'Công nhận và giải quyết chế độ ưu đãi người hoạt động kháng chiến bị nhiễm chất độc hóa học',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3783/QĐ của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Quyết định về việc công nhận và giải quyết chế độ ưu đãi người hoạt động kháng chiến bị nhiễm chất độc hóa học',
  }),
})
