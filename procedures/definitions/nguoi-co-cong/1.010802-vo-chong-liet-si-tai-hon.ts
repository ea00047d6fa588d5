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
  code: '1.010802',
  name: 'Giải quyết chế độ ưu đãi đối với vợ hoặc chồng liệt sĩ lấy chồng hoặc vợ khác',
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
      remarried: 'Vợ hoặc chồng liệt sĩ lấy chồng hoặc vợ khác',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result: 'Quyết định về việc giải quyết chế độ ưu đãi',
    means: {
      remarried: ['liet-si-tuat-tai-gia'],
    },
    basis: article('02/2020/UBTVQH14', 16, 10),
  }),
})
