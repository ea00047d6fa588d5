import {
  commune,
  competenceSplit,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002403',
  name: 'Thủ tục thực hiện việc giải trình',
  field: 'Phòng, chống tham nhũng',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 1520/QĐ-UBND của Bắc Ninh' },
  assumed: [
    formAssumed,
    resultNamed,
    competenceSplit,
    notFound.time,
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'councilOffice', result: 'Quyết định về việc thực hiện việc giải trình' }),
})
