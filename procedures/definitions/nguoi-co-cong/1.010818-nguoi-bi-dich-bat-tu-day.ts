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
  code: '1.010818',
  name: 'Công nhận và giải quyết chế độ người hoạt động cách mạng, kháng chiến, bảo vệ tổ quốc, làm nghĩa vụ quốc tế bị địch bắt tù, đày',
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
      living: 'Người bị địch bắt tù, đày, còn sống',
      relatives: 'Thân nhân của người chết khi chưa được hưởng',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result:
      'Quyết định về việc công nhận và giải quyết chế độ người hoạt động cách mạng, kháng chiến, bảo vệ tổ quốc, làm nghĩa vụ quốc tế bị địch bắt tù, đày',
    means: {
      living: ['tu-day'],
      relatives: [],
    },
    basis: document('77/2024/NĐ-CP', 'Phụ lục I'),
  }),
})
