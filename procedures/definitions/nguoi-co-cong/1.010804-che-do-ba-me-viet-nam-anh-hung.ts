import {
  allowanceAssumed,
  allowanceForm,
  article,
  choice,
  documents,
  feeNotFound,
  formAssumed,
  monthlyAllowance,
  notFound,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010804',
  name: 'Giải quyết chế độ ưu đãi đối với trường hợp tặng hoặc truy tặng danh hiệu vinh dự nhà nước “Bà mẹ Việt Nam Anh hùng”',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: documents('131/2021/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, allowanceAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: {
    ...allowanceForm,
    group: choice('Diện hưởng', {
      living: 'Được tặng danh hiệu, còn sống',
      posthumous: 'Truy tặng, hoặc chết khi chưa được hưởng',
    }),
  },
  papers: {
    death: {
      name: 'Trích lục khai tử',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('131/2021/NĐ-CP', 30, 1),
    },
  },
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result: 'Quyết định về việc giải quyết chế độ ưu đãi',
    means: {
      living: ['me-vnah', 'me-vnah-phu-cap'],
      posthumous: [],
    },
    basis: article('02/2020/UBTVQH14', 18),
  }),
})
