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
  code: '2.001406',
  name: 'Chứng thực văn bản phân chia di sản mà di sản là động sản, quyền sử dụng đất, nhà ở',
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
    letter: { name: 'Dự thảo văn bản phân chia di sản', originals: 1 },
    certificate: {
      name: 'Bản chính hoặc bản sao có chứng thực hoặc bản sao điện tử được chứng thực từ bản chính của giấy chứng nhận quyền sở hữu, quyền sử dụng hoặc giấy tờ thay thế được pháp luật quy định',
      originals: 1,
      copies: 1,
    },
    landTitle: {
      name: 'Bản sao giấy chứng nhận quyền sử dụng đất trong trường hợp hợp đồng, giao dịch liên quan đến tài sản đó',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu đất đai',
      askedBy: article('23/2015/NĐ-CP', 36, 1),
    },
  },
  feeDong: { online: 50_000, counter: 50_000, post: 50_000 },
  ...certification({ result: 'Văn bản phân chia di sản được chứng thực', total: workingDays(2) }),
})
