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
  code: '2.002400',
  name: 'Thủ tục kê khai tài sản, thu nhập',
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
  ...commune({ by: 'councilOffice', result: 'Văn bản trả lời về việc kê khai tài sản, thu nhập' }),
})
