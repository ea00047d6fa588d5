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
  code: '1.000280',
  name: 'Công nhận trường tiểu học đạt chuẩn quốc gia',
  field: 'Giáo dục tiểu học',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [
    formAssumed,
    resultNamed,
    'Hải Phòng đã bãi bỏ thủ tục này (3509/QĐ-UBND ngày 03/9/2026); hiệu lực tại Hà Nội chưa kiểm chứng.',
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc công nhận trường tiểu học đạt chuẩn quốc gia',
  }),
})
