import { workingDays } from '../../domain/calendar.ts'
import { free } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000950',
  name: 'Thủ tục công nhận tổ trưởng tổ hòa giải (cấp xã)',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ2338-BTP',
  assumed: [formAssumed, notFound.basis],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: { name: 'Văn bản đề nghị công nhận tổ trưởng tổ hòa giải', originals: 1 },
    minutes: {
      name: 'Biên bản kiểm phiếu hoặc biên bản về kết quả biểu quyết về việc bầu tổ trưởng tổ hòa giải',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'civilStatus',
    result: 'Quyết định công nhận tổ trưởng tổ hòa giải',
    total: workingDays(5),
  }),
})
