import {
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
  code: '1.012563',
  name: 'Khai thác thông tin người gốc Việt Nam chưa xác định được quốc tịch trong Cơ sở dữ liệu quốc gia về dân cư (thực hiện tại cấp xã)',
  field: 'Cấp, quản lý căn cước',
  edition: '2025-07-01',
  basis: documents(
    '26/2023/QH15',
    '70/2024/NĐ-CP',
    '16/2024/TT-BCA',
    '17/2024/TT-BCA',
    '18/2024/TT-BCA',
    '48/2022/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4864/QĐ-BCA-C06',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
    documents: { name: 'Xuất trình giấy tờ hợp lệ chứng minh thông tin người đến nộp hồ sơ', originals: 1 },
  },
  feeDong: feeNotFound,
  ...police({
    result:
      'Phiếu cung cấp thông tin trong cơ sở dữ liệu quốc gia về dân cư, cơ sở dữ liệu căn cước bằng văn bản giấy hoặc văn bản điện tử (Mẫu DC03 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
    total: workingDays(3),
  }),
})
