import { workingDays } from '../../domain/calendar.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { certification } from '../routes/certification.ts'

export default procedure({
  code: '2.000884',
  name: 'Chứng thực chữ ký trong các giấy tờ, văn bản (áp dụng cho cả trường hợp chứng thực điểm chỉ và trường hợp người yêu cầu chứng thực không thể ký, không thể điểm chỉ được)',
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
    '257/2016/TT-BTC',
    '264/2016/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'reception',
  form: personForm,
  papers: {
    identity: { name: 'Một trong các giấy tờ sau: Căn cước điện tử', originals: 1 },
    letter: { name: 'Giấy tờ, văn bản mà mình sẽ yêu cầu chứng thực chữ ký', originals: 1 },
  },
  feeDong: feeNotFound,
  sameDay: article('23/2015/NĐ-CP', 7),
  ...certification({ result: 'Giấy tờ, văn bản được chứng thực chữ ký/điểm chỉ', total: workingDays(1) }),
})
