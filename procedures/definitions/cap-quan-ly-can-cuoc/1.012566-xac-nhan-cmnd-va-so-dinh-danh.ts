import { documents, formAssumed, free, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.012566',
  name: 'Xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân (thực hiện tại cấp xã)',
  field: 'Cấp, quản lý căn cước',
  edition: '2025-07-01',
  basis: documents('26/2023/QH15', '70/2024/NĐ-CP', '16/2024/TT-BCA', '17/2024/TT-BCA', '18/2024/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4864/QĐ-BCA-C06',
  assumed: [formAssumed],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị giải quyết thủ tục về căn cước (Mẫu DC02 ban hành kèm theo Thông tư số 17/2024/TT-BCA của Bộ Công an)',
      originals: 1,
    },
    identity: { name: 'Giấy chứng minh nhân dân 09 số (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: free,
  ...police({
    result:
      'Giấy xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân (mẫu CC04 ban hành kèm theo Thông tư số 17/2024/TT-BCA ngày 15/5/2024 của Bộ Công an)',
    total: workingDays(7),
  }),
})
