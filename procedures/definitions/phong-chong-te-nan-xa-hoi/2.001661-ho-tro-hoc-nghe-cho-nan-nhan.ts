import {
  communeThenDepartment,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001661',
  name: 'Hỗ trợ học văn hóa, học nghề, trợ cấp khó khăn ban đầu cho nạn nhân',
  field: 'Phòng, chống tệ nạn xã hội',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    time: 'quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời gian từng bước là của quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng (03 ngày ở xã, 05 ngày ở Sở Y tế).',
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: subjectForm,
  papers: {},
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc hỗ trợ học văn hóa, học nghề, trợ cấp khó khăn ban đầu cho nạn nhân',
    within: {
      receive: workingDays(0.25),
      verify: workingDays(2.25),
      forward: workingDays(0.5),
      assess: workingDays(3.5),
      decide: workingDays(1.5),
    },
  }),
})
