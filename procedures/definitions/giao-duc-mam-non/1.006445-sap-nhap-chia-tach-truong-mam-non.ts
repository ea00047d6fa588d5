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
  code: '1.006445',
  name: 'Sáp nhập, chia, tách trường mẫu giáo, trường mầm non, nhà trẻ',
  field: 'Giáo dục mầm non',
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
    result: 'Quyết định về việc sáp nhập, chia, tách trường mẫu giáo, trường mầm non, nhà trẻ',
  }),
})
