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
  code: '2.002501',
  name: 'Xử lý đơn tại cấp xã',
  field: 'Xử lý đơn thư',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'councilOffice', result: 'Kết quả xử lý đơn tại cấp xã' }),
})
