import {
  allowanceAssumed,
  allowanceForm,
  choice,
  document,
  feeNotFound,
  formAssumed,
  monthlyAllowance,
  notFound,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010816',
  name: 'Công nhận và giải quyết chế độ ưu đãi người hoạt động kháng chiến bị nhiễm chất độc hóa học',
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
      from21: 'Tỷ lệ tổn thương cơ thể từ 21% đến 40%',
      from41: 'Tỷ lệ tổn thương cơ thể từ 41% đến 60%',
      from61: 'Tỷ lệ tổn thương cơ thể từ 61% đến 80%',
      from81: 'Tỷ lệ tổn thương cơ thể từ 81% trở lên',
      from81Severe: 'Tỷ lệ tổn thương cơ thể từ 81% trở lên, có bệnh tật đặc biệt nặng',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result:
      'Quyết định về việc công nhận và giải quyết chế độ ưu đãi người hoạt động kháng chiến bị nhiễm chất độc hóa học',
    means: {
      from21: ['chat-doc-21-40'],
      from41: ['chat-doc-41-60'],
      from61: ['chat-doc-61-80'],
      from81: ['chat-doc-81', 'chat-doc-phu-cap-81'],
      from81Severe: ['chat-doc-81', 'chat-doc-phu-cap-dac-biet'],
    },
    basis: document('77/2024/NĐ-CP', 'Phụ lục I'),
  }),
})
