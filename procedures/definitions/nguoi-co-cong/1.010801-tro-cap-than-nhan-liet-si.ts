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
  code: '1.010801',
  name: 'Giải quyết chế độ trợ cấp ưu đãi đối với thân nhân liệt sĩ',
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
      one: 'Thân nhân của một liệt sĩ, thuộc diện tuất hằng tháng',
      two: 'Thân nhân của hai liệt sĩ, thuộc diện tuất hằng tháng',
      three: 'Thân nhân của ba liệt sĩ trở lên, thuộc diện tuất hằng tháng',
      oneAlone: 'Thân nhân của một liệt sĩ, sống cô đơn hoặc mồ côi cả cha mẹ',
      twoAlone: 'Thân nhân của hai liệt sĩ, sống cô đơn hoặc mồ côi cả cha mẹ',
      threeAlone: 'Thân nhân của ba liệt sĩ trở lên, sống cô đơn',
      onceOnly: 'Không thuộc diện trợ cấp tuất hằng tháng',
    }),
  },
  papers: {
    birth: {
      name: 'Bản sao được chứng thực từ giấy khai sinh hoặc trích lục khai sinh',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('131/2021/NĐ-CP', 26, 1),
    },
  },
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result: 'Quyết định về việc giải quyết chế độ trợ cấp ưu đãi',
    means: {
      one: ['liet-si-tuat-1'],
      two: ['liet-si-tuat-2'],
      three: ['liet-si-tuat-3'],
      oneAlone: ['liet-si-tuat-1', 'liet-si-tuat-nuoi-duong'],
      twoAlone: ['liet-si-tuat-2', 'liet-si-tuat-nuoi-duong'],
      threeAlone: ['liet-si-tuat-3', 'liet-si-tuat-nuoi-duong'],
      onceOnly: [],
    },
    basis: article('02/2020/UBTVQH14', 16, 3),
  }),
})
