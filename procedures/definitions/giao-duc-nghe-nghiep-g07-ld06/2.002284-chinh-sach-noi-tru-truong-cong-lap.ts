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
  code: '2.002284',
  name: 'Cấp chính sách nội trú cho học sinh, sinh viên tham gia chương trình đào tạo trình độ cao đẳng, trung cấp tại các cơ sở giáo dục nghề nghiệp công lập trực thuộc cấp xã',
  field: 'Giáo dục nghề nghiệp (G07-LĐ06)',
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
    result:
      'Quyết định về việc cấp chính sách nội trú cho học sinh, sinh viên tham gia chương trình đào tạo trình độ cao đẳng, trung cấp tại các cơ sở giáo dục nghề nghiệp công lập trực thuộc cấp xã',
  }),
})
