import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.000477',
  name: 'Dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục kèm theo Quyết định 2022/QĐ-UBND của Cao Bằng',
    time: 'quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời gian từng bước là của quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng, trường hợp cơ sở cấp xã; bước của cơ sở trợ giúp xã hội do Phòng Văn hóa - Xã hội giữ.',
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội',
    within: { receive: workingDays(0.5), review: workingDays(4), sign: workingDays(1.5) },
  }),
})
