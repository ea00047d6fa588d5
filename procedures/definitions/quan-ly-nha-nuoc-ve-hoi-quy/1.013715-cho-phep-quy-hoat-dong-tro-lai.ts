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
  code: '1.013715',
  name: 'Cho phép quỹ hoạt động trở lại sau khi bị tạm đình chỉ hoạt động',
  field: 'Quản lý nhà nước về hội, quỹ',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc cho phép quỹ hoạt động trở lại sau khi bị tạm đình chỉ hoạt động',
  }),
})
