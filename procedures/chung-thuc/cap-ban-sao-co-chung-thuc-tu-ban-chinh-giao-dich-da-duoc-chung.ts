import { workingDays } from '../../domain/calendar.ts'
import { formAssumed, personForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { certification } from '../routes/certification.ts'

export default procedure({
  code: '2.000942',
  name: 'Cấp bản sao có chứng thực từ bản chính giao dịch đã được chứng thực',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: documents(
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '280/2025/NĐ-CP',
    '23/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '01/2020/TT-BTP',
    '226/2016/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP',
  assumed: [formAssumed, dayNotFound, notFound.papers],
  connecting: 'reception',
  form: personForm,
  papers: {},
  feeDong: { online: 2_000, counter: 2_000, post: 2_000 },
  sameDay: article('23/2015/NĐ-CP', 7),
  ...certification({ result: 'Bản sao giao dịch được chứng thực', total: workingDays(1) }),
})
