import { workingDays } from '../../domain/calendar.ts'
import { free } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.002211',
  name: 'Thủ tục công nhận hòa giải viên (cấp xã)',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP',
  assumed: [formAssumed, notFound.basis],
  connecting: 'residence',
  form: personForm,
  papers: {
    minutes: {
      name: 'Biên bản kiểm phiếu hoặc biên bản về kết quả biểu quyết bầu hòa giải viên',
      originals: 1,
    },
    list: {
      name: 'Danh sách người được đề nghị công nhận là hòa giải viên (Mẫu số 06 tại Phụ lục ban hành kèm theo Nghị quyết liên tịch số 01/2014/NQLT-CP-UBTƯMTTQVN)',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'civilStatus', result: 'Quyết định công nhận hòa giải viên', total: workingDays(5) }),
})
