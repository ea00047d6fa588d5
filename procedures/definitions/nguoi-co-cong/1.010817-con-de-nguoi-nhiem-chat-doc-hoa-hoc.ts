import {
  allowanceAssumed,
  allowanceForm,
  article,
  choice,
  feeNotFound,
  formAssumed,
  monthlyAllowance,
  notFound,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010817',
  name: 'Công nhận và giải quyết chế độ con đẻ của người hoạt động kháng chiến bị nhiễm chất độc hóa học',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 3783/QĐ của Nghệ An' },
  assumed: [
    formAssumed,
    allowanceAssumed,
    resultNamed,
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    ...allowanceForm,
    group: choice('Diện hưởng', {
      from61: 'Tỷ lệ tổn thương cơ thể từ 61% đến 80%',
      from81: 'Tỷ lệ tổn thương cơ thể từ 81% trở lên',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result:
      'Quyết định về việc công nhận và giải quyết chế độ con đẻ của người hoạt động kháng chiến bị nhiễm chất độc hóa học',
    means: {
      from61: ['chat-doc-con-61-80'],
      from81: ['chat-doc-con-81'],
    },
    basis: article('02/2020/UBTVQH14', 31, 1),
  }),
})
