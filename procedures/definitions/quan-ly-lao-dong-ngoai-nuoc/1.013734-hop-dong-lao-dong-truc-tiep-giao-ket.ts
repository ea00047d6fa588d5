import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013734',
  name: 'Đăng ký hợp đồng lao động trực tiếp giao kết',
  field: 'Quản lý lao động ngoài nước',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Văn bản trả lời về việc đăng ký hợp đồng lao động trực tiếp giao kết',
  }),
})
