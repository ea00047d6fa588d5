import {
  communeInspecting,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004552',
  name: 'Cho phép trường tiểu học hoạt động giáo dục trở lại',
  field: 'Giáo dục tiểu học',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3771/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'socialAffairs',
    result: 'Quyết định về việc cho phép trường tiểu học hoạt động giáo dục trở lại',
  }),
})
