import { workingDays } from '../../domain/calendar.ts'
import { formAssumed, personForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { certification } from '../routes/certification.ts'

export default procedure({
  code: '2.001008',
  name: 'Chứng thực chữ ký người dịch mà người dịch không phải là cộng tác viên dịch thuật của Ủy ban nhân dân cấp xã, tổ chức hành nghề công chứng',
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
  assumed: [formAssumed, dayNotFound],
  connecting: 'reception',
  form: personForm,
  papers: {
    identity: { name: 'Một trong các giấy tờ sau: Căn cước điện tử', originals: 1 },
    letter: { name: 'Bản dịch đính kèm giấy tờ, văn bản cần dịch', originals: 1 },
    diploma: {
      name: 'Bản chính hoặc bản sao từ sổ gốc, bản sao có chứng thực bằng cử nhân (đại học) ngoại ngữ trở lên về thứ tiếng nước ngoài cần dịch hoặc có bằng tốt nghiệp đại học trở lên',
      originals: 1,
    },
  },
  feeDong: { online: 10_000, counter: 10_000, post: 10_000 },
  sameDay: article('23/2015/NĐ-CP', 7),
  ...certification({ result: 'Giấy tờ, văn bản được chứng thực chữ ký người dịch', total: workingDays(1) }),
})
