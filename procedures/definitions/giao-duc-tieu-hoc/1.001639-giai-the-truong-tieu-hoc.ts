import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.001639',
  name: 'Giải thể trường tiểu học (Theo đề nghị của tổ chức, cá nhân thành lập trường)',
  field: 'Giáo dục tiểu học',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3771/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Quyết định về việc giải thể trường tiểu học' }),
})
