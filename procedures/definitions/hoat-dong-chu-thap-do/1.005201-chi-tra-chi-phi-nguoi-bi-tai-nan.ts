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
  code: '1.005201',
  name: 'Xem xét, chi trả chi phí cho người tham gia hoạt động chữ thập đỏ bị tai nạn',
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
    result: 'Kết quả xem xét, chi trả chi phí cho người tham gia hoạt động chữ thập đỏ bị tai nạn',
  }),
})
