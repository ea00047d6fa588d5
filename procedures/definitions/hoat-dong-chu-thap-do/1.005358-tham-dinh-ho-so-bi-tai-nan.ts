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
  code: '1.005358',
  name: 'Thẩm định hồ sơ người đang trực tiếp tham gia hoạt động chữ thập đỏ bị tai nạn',
  field: 'Hoạt động chữ thập đỏ',
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
    result:
      'Quyết định về việc thẩm định hồ sơ người đang trực tiếp tham gia hoạt động chữ thập đỏ bị tai nạn',
  }),
})
