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
  code: '1.004082',
  name: 'Xác nhận Hợp đồng tiếp cận nguồn gen và chia sẻ lợi ích (cấp xã)',
  field: 'Bảo tồn thiên nhiên và Đa dạng sinh học',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Văn bản xác nhận Hợp đồng tiếp cận nguồn gen và chia sẻ lợi ích' }),
})
