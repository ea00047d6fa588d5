import {
  article,
  certification,
  dayNotFound,
  documents,
  formAssumed,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.000927',
  name: 'Sửa lỗi sai sót trong giao dịch',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: documents(
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '280/2025/NĐ-CP',
    '23/2015/NĐ-CP',
    '01/2020/TT-BTP',
    '226/2016/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP',
  assumed: [formAssumed, dayNotFound],
  connecting: 'reception',
  form: personForm,
  papers: {
    paper: { name: 'Giao dịch đã được chứng thực', originals: 1 },
    agreement: {
      name: 'Văn bản thỏa thuận về việc sửa lỗi sai sót trong giao dịch đã được chứng thực',
      originals: 1,
    },
  },
  feeDong: { online: 25_000, counter: 25_000, post: 25_000 },
  sameDay: article('23/2015/NĐ-CP', 7),
  ...certification({ result: 'Giao dịch được sửa lỗi sai sót', total: workingDays(1) }),
})
