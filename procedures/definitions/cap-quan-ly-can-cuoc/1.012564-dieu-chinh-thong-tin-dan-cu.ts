import {
  districtStillNamed,
  documents,
  formAssumed,
  free,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012564',
  name: 'Điều chỉnh thông tin trong Cơ sở dữ liệu quốc gia về dân cư theo đề nghị của công dân (thực hiện tại cấp xã)',
  field: 'Cấp, quản lý căn cước',
  edition: '2025-07-01',
  basis: documents('26/2023/QH15', '70/2024/NĐ-CP', '16/2024/TT-BCA', '17/2024/TT-BCA', '18/2024/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1523/QĐ-BCA-C06',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
  },
  feeDong: free,
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu quốc gia về dân cư', total: workingDays(2) }),
})
