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
  code: '1.010805',
  name: 'Giải quyết chế độ ưu đãi đối với Anh hùng lực lượng vũ trang nhân dân, Anh hùng lao động trong thời kỳ kháng chiến hiện không công tác trong quân đội, công an',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của phường Tây Nha Trang, 12/2025' },
  assumed: [
    formAssumed,
    allowanceAssumed,
    resultNamed,
    'Tên ghép với mã theo thứ tự của danh mục; chưa đối chiếu.',
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    ...allowanceForm,
    group: choice('Diện hưởng', {
      living: 'Được tặng danh hiệu, còn sống',
      posthumous: 'Truy tặng, hoặc chết khi chưa được hưởng',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result: 'Quyết định về việc giải quyết chế độ ưu đãi',
    means: {
      living: ['anh-hung'],
      posthumous: [],
    },
    basis: article('02/2020/UBTVQH14', 21, 1),
  }),
})
