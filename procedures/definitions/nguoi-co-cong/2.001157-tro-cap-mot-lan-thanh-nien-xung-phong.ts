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
  code: '2.001157',
  name: 'Trợ cấp một lần đối với thanh niên xung phong hoàn thành nhiệm vụ trong kháng chiến',
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
      'Quyết định về việc trợ cấp một lần đối với thanh niên xung phong hoàn thành nhiệm vụ trong kháng chiến',
  }),
})
