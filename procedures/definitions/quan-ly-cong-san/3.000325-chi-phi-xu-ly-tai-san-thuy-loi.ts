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
  code: '3.000325',
  name: 'Thanh toán chi phí liên quan đến xử lý tài sản kết cấu hạ tầng thủy lợi',
  field: 'Quản lý công sản',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3850/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Kết quả thanh toán chi phí liên quan đến xử lý tài sản kết cấu hạ tầng thủy lợi',
  }),
})
