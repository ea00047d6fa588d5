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
  code: '2.001240',
  name: 'Cấp lại Giấy phép bán lẻ rượu',
  field: 'Lưu thông hàng hóa trong nước',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy phép bán lẻ rượu' }),
})
