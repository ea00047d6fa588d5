import {
  commune,
  districtStillNamed,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002594',
  name: 'Đề nghị đánh giá, công nhận Đơn vị học tập cấp huyện',
  field: 'Giáo dục thường xuyên',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [
    formAssumed,
    resultNamed,
    districtStillNamed,
    'Tên còn chữ “cấp huyện”: có thể đã hết áp dụng từ 01/7/2025, chưa kiểm chứng.',
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Kết quả đề nghị đánh giá, công nhận Đơn vị học tập' }),
})
