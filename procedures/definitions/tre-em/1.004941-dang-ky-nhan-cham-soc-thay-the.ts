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
  code: '1.004941',
  name: 'Đăng ký nhận chăm sóc thay thế cho trẻ em đối với cá nhân, người đại diện gia đình nhận chăm sóc thay thế không phải là người thân thích của trẻ em',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Văn bản trả lời về việc đăng ký nhận chăm sóc thay thế cho trẻ em',
  }),
})
