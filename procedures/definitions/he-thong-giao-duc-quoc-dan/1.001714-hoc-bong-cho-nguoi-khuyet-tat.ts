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
  code: '1.001714',
  name: 'Cấp học bổng và hỗ trợ chi phí mua phương tiện; đồ dùng học tập dùng riêng cho người khuyết tật học tại các cơ sở giáo dục',
  field: 'Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3771/QĐ-UBND của Nghệ An' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Văn bản về việc cấp học bổng và hỗ trợ chi phí mua phương tiện',
  }),
})
