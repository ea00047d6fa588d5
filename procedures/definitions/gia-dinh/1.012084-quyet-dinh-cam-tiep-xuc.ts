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
  code: '1.012084',
  name: 'Cấm tiếp xúc theo Quyết định của Chủ tịch Ủy ban nhân dân cấp xã',
  field: 'Gia đình',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc cấm tiếp xúc theo Quyết định của Chủ tịch Ủy ban nhân dân cấp xã',
  }),
})
