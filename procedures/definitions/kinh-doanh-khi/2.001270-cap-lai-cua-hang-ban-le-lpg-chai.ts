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
  code: '2.001270',
  name: 'Cấp lại Giấy chứng nhận đủ điều kiện cửa hàng bán lẻ LPG chai',
  field: 'Kinh doanh khí',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đủ điều kiện cửa hàng bán lẻ LPG chai' }),
})
