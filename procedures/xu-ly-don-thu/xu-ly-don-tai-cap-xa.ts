import { resultNamed } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.002501',
  name: 'Xử lý đơn tại cấp xã',
  field: 'Xử lý đơn thư',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({ by: 'councilOffice', result: 'Kết quả xử lý đơn tại cấp xã' }),
})
