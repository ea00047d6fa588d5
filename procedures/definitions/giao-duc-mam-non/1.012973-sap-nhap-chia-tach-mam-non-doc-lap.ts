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
  code: '1.012973',
  name: 'Sáp nhập, chia, tách cơ sở giáo dục mầm non độc lập',
  field: 'Giáo dục mầm non',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'socialAffairs',
    result: 'Quyết định về việc sáp nhập, chia, tách cơ sở giáo dục mầm non độc lập',
  }),
})
