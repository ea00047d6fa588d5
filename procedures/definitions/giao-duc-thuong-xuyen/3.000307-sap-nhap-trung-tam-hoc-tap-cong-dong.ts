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
  code: '3.000307',
  name: 'Sáp nhập, chia, tách trung tâm học tập cộng đồng',
  field: 'Giáo dục thường xuyên',
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
    result: 'Quyết định về việc sáp nhập, chia, tách trung tâm học tập cộng đồng',
  }),
})
