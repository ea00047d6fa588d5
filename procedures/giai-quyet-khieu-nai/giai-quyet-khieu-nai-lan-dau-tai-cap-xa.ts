import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.002409',
  name: 'Thủ tục giải quyết khiếu nại lần đầu tại cấp xã',
  field: 'Giải quyết khiếu nại',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục kèm theo Quyết định 1520/QĐ-UBND của Bắc Ninh' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'councilOffice', result: 'Quyết định về việc giải quyết khiếu nại lần đầu tại cấp xã' }),
})
