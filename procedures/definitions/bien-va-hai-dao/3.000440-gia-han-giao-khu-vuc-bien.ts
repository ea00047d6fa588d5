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
  code: '3.000440',
  name: 'Gia hạn thời hạn giao khu vực biển cho cá nhân Việt Nam để nuôi trồng thủy sản',
  field: 'Biển và hải đảo',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Văn bản về việc gia hạn thời hạn giao khu vực biển cho cá nhân Việt Nam để nuôi trồng thủy sản',
  }),
})
