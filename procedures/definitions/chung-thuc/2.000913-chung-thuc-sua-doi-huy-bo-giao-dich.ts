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
  code: '2.000913',
  name: 'Chứng thực việc sửa đổi, bổ sung, hủy bỏ giao dịch',
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
    paper: { name: 'Dự thảo giao dịch sửa đổi, bổ sung, hủy bỏ giao dịch đã được chứng thực', originals: 1 },
    paper2: { name: 'Giao dịch đã được chứng thực', originals: 1 },
    landTitle: {
      name: 'Bản sao giấy chứng nhận quyền sử dụng đất trong trường hợp hợp đồng, giao dịch liên quan đến tài sản đó',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu đất đai',
      askedBy: article('01/2020/TT-BTP', 23, 2),
    },
  },
  feeDong: { online: 30_000, counter: 30_000, post: 30_000 },
  sameDay: article('23/2015/NĐ-CP', 7),
  ...certification({ result: 'Giao dịch được chứng thực', total: workingDays(1) }),
})
