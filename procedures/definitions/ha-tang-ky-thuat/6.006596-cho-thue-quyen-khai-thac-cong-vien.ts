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
  code: '6.006596',
  name: 'Thủ tục phê duyệt đề án cho thuê quyền khai thác tài sản kết cấu hạ tầng công viên do Nhà nước đầu tư, quản lý',
  field: 'Hạ tầng kỹ thuật',
  edition: '2025-07-01',
  basis: documents('258/2025/NĐ-CP', '67/2025/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 721/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị của đơn vị được giao quản lý tài sản', originals: 1 },
    proposal: {
      name: 'Đề án cho thuê quyền khai thác tài sản theo Mẫu số 03 Phụ lục kèm theo Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
    documents: { name: 'Các hồ sơ có liên quan khác (nếu có)', sometimes: true, originals: 1 },
    proposal2: {
      name: 'Dự thảo Quyết định phê duyệt đề án cho thuê quyền khai thác tài sản theo quy định tại khoản 3 Điều 6 Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Quyết định phê duyệt đề án cho thuê quyền khai thác tài sản kết cấu hạ tầng công viên do Nhà nước đầu tư, quản lý',
    total: days(45),
  }),
})
