import {
  commune,
  competenceSplit,
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '6.006597',
  name: 'Thủ tục phê duyệt đề án chuyển nhượng có thời hạn quyền khai thác tài sản kết cấu hạ tầng công viên do Nhà nước đầu tư, quản lý',
  field: 'Hạ tầng kỹ thuật',
  edition: '2025-07-01',
  basis: documents('258/2025/NĐ-CP', '67/2025/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 721/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    proposal: {
      name: 'Đề án chuyển nhượng có thời hạn quyền khai thác tài sản theo Mẫu số 03 Phụ lục kèm theo Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
    proposal2: {
      name: 'Dự thảo Quyết định phê duyệt đề án chuyển nhượng có thời hạn quyền khai thác tài sản theo quy định tại khoản 3 Điều 7 Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Quyết định phê duyệt đề án chuyển nhượng có thời hạn quyền khai thác tài sản kết cấu hạ tầng công viên do Nhà nước đầu tư, quản lý',
    total: days(60),
  }),
})
