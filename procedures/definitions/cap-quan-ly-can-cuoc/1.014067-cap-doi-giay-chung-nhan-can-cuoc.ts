import {
  dayNotFound,
  documents,
  formAssumed,
  free,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014067',
  name: 'Cấp đổi giấy chứng nhận căn cước',
  field: 'Cấp, quản lý căn cước',
  edition: '2025-07-01',
  basis: documents(
    '190/2025/QH15',
    '26/2023/QH15',
    '70/2024/NĐ-CP',
    '53/2025/TT-BCA',
    '16/2024/TT-BCA',
    '17/2024/TT-BCA',
    '18/2024/TT-BCA',
    '66/2023/TT-BCA',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5710/QĐ-BCA-C06',
  assumed: [formAssumed, dayNotFound],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
    identity: {
      name: 'Phiếu thu nhận thông tin căn cước (Mẫu CC01 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
  },
  feeDong: free,
  ...police({ result: 'Giấy chứng nhận căn cước', total: workingDays(7) }),
})
