import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012569',
  name: 'Thu hồi tài sản kết cấu hạ tầng chợ',
  field: 'Tài sản kết cấu hạ tầng chợ',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Quyết định về việc thu hồi tài sản kết cấu hạ tầng chợ' }),
})
