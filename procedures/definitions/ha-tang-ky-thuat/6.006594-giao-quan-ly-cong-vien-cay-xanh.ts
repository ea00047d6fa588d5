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
  code: '6.006594',
  name: 'Thủ tục giao quản lý tài sản kết cấu hạ tầng công viên, cây xanh do Nhà nước đầu tư, quản lý',
  field: 'Hạ tầng kỹ thuật',
  edition: '2025-07-01',
  basis: documents('258/2025/NĐ-CP', '67/2025/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 721/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị giao quản lý tài sản kết cấu hạ tầng công viên, cây xanh (trong đó xác định rõ đối tượng được giao quản lý tài sản)',
      originals: 1,
    },
    paper: {
      name: 'Danh mục tài sản đề nghị giao quản lý theo Phụ lục tại Mẫu số 01 Phụ lục kèm theo Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
    documents: { name: 'Hồ sơ pháp lý của tài sản đề nghị giao quản lý', originals: 1 },
    documents2: {
      name: 'Các hồ sơ khác có liên quan đến tài sản đề nghị giao quản lý (nếu có)',
      sometimes: true,
      originals: 1,
    },
    decision: {
      name: 'Dự thảo Quyết định giao quản lý tài sản theo quy định tại khoản 3 Điều 4 Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Quyết định giao quản lý tài sản kết cấu hạ tầng công viên, cây xanh do Nhà nước đầu tư, quản lý',
    total: days(30),
  }),
})
