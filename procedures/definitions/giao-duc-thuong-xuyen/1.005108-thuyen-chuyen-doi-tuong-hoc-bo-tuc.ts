import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.005108',
  name: 'Thuyên chuyển đối tượng học bổ túc trung học cơ sở',
  field: 'Giáo dục thường xuyên',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Kết quả thuyên chuyển đối tượng học bổ túc trung học cơ sở' }),
})
