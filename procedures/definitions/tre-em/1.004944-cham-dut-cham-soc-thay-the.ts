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
  code: '1.004944',
  name: 'Chấm dứt việc chăm sóc thay thế cho trẻ em',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    time: 'quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời gian từng bước là của quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng; phân công, thẩm định lại và văn thư tính vào bước của công chức và người ký.',
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
    result: 'Quyết định về việc chấm dứt việc chăm sóc thay thế cho trẻ em',
    within: { receive: workingDays(0.5), review: workingDays(3), sign: workingDays(1.5) },
  }),
})
