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
  code: '1.012970',
  name: 'Cho phép trung tâm học tập cộng đồng hoạt động trở lại',
  field: 'Giáo dục thường xuyên',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3771/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc cho phép trung tâm học tập cộng đồng hoạt động trở lại',
  }),
})
