import { workingDays } from '../../domain/calendar.ts'
import { free } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.002080',
  name: 'Thủ tục thanh toán thù lao cho hòa giải viên',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP',
  assumed: [formAssumed, notFound.basis],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Giấy đề nghị thanh toán thù lao của hòa giải viên có ghi rõ họ, tên, địa chỉ của hòa giải viên',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'civilStatus',
    result: 'Quyết định thanh toán thù lao cho hòa giải viên',
    total: workingDays(5),
  }),
})
