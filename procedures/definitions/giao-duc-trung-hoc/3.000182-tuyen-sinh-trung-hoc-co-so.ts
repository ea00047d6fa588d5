import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000182',
  name: 'Tuyển sinh trung học cơ sở',
  field: 'Giáo dục trung học',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3771/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Quyết định về việc tuyển sinh trung học cơ sở' }),
})
