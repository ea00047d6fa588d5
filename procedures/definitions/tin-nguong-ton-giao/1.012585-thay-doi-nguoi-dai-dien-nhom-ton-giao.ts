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
  code: '1.012585',
  name: 'Đăng ký thay đổi người đại diện của nhóm sinh hoạt tôn giáo tập trung (cấp xã)',
  field: 'Tín ngưỡng, tôn giáo',
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
    result: 'Văn bản trả lời về việc đăng ký thay đổi người đại diện của nhóm sinh hoạt tôn giáo tập trung',
  }),
})
