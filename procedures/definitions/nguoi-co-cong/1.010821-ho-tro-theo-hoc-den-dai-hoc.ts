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
  code: '1.010821',
  name: 'Giải quyết chế độ hỗ trợ để theo học đến trình độ đại học tại các cơ sở giáo dục thuộc hệ thống giáo dục quốc dân',
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
      from61:
        'Anh hùng, thương binh, thân nhân liệt sĩ; con của người có công từ 61% trở lên và diện cùng mức',
      from21:
        'Con của thương binh 21% đến 60%, bệnh binh 41% đến 60%, người nhiễm chất độc hóa học 21% đến 60%',
      onceOnly: 'Không thuộc diện trợ cấp hằng tháng khi theo học',
    }),
  },
  papers: {},
  feeDong: feeNotFound,
  ...monthlyAllowance({
    by: 'socialAffairs',
    result:
      'Quyết định về việc giải quyết chế độ hỗ trợ để theo học đến trình độ đại học tại các cơ sở giáo dục thuộc hệ thống giáo dục quốc dân',
    means: {
      from61: ['hoc-tap-61'],
      from21: ['hoc-tap-21-60'],
      onceOnly: [],
    },
    basis: document('77/2024/NĐ-CP', 'Phụ lục I'),
  }),
})
