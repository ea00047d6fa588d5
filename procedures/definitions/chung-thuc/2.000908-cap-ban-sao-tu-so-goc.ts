import {
  article,
  certification,
  competenceSplit,
  dayNotFound,
  documents,
  formAssumed,
  free,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.000908',
  name: 'Thủ tục cấp bản sao từ sổ gốc',
  field: 'Chứng thực',
  edition: '2025-07-01',
  basis: documents(
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '280/2025/NĐ-CP',
    '23/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '01/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 858/QĐ-BTP',
  assumed: [formAssumed, competenceSplit, dayNotFound],
  connecting: 'reception',
  form: personForm,
  papers: {
    identity: { name: 'Một trong các giấy tờ sau: Căn cước điện tử', originals: 1 },
    documents: {
      name: 'Bản chính hoặc bản sao có chứng thực giấy tờ chứng minh quan hệ với người được cấp bản chính trong trường hợp người yêu cầu là người đại diện theo pháp luật, người đại diện',
      sometimes: true,
      originals: 1,
    },
    declaration: {
      name: 'Giấy khai sinh, giấy đăng ký kết hôn',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('23/2015/NĐ-CP', 17, 1),
    },
  },
  feeDong: free,
  ...certification({ result: 'Bản sao được cấp từ sổ gốc', total: workingDays(1) }),
})
