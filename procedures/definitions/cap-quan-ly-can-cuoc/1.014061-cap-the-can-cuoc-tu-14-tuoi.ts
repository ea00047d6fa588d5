import {
  dayNotFound,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014061',
  name: 'Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên',
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
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
    sheet: {
      name: 'Phiếu thu thập thông tin dân cư (mẫu DC01 ban hành kèm theo Thông tư số 53/2025/TT-BCA ngày 01/7/2025 của Bộ Công an)',
      originals: 1,
    },
    identity: {
      name: 'Phiếu CC01 được tạo lập khi trích xuất thông tin của công dân trong Cơ sở dữ liệu quốc gia về dân cư và in trong quá trình thu nhận hồ sơ căn cước',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Thẻ căn cước', total: workingDays(7) }),
})
