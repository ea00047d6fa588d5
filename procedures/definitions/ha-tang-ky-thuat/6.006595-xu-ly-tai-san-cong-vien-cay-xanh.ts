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
  code: '6.006595',
  name: 'Thủ tục xử lý tài sản kết cấu hạ tầng công viên, cây xanh do Nhà nước đầu tư, quản lý',
  field: 'Hạ tầng kỹ thuật',
  edition: '2025-07-01',
  basis: documents('258/2025/NĐ-CP', '67/2025/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 721/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị xử lý tài sản của đơn vị được giao quản lý tài sản', originals: 1 },
    request2: {
      name: 'Văn bản đề nghị xử lý tài sản của đơn vị khai thác tài sản trong trường hợp tự nguyện trả lại tài sản',
      sometimes: true,
      originals: 1,
    },
    request3: {
      name: 'Văn bản đề nghị được tiếp nhận tài sản của đơn vị nhận tài sản trong trường hợp điều chuyển tài sản',
      sometimes: true,
      originals: 1,
    },
    paper: {
      name: 'Danh mục tài sản đề nghị xử lý theo Mẫu số 02 Phụ lục kèm theo Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
    scheme: {
      name: 'Đề xuất hình thức xử lý tài sản; giá khởi điểm để đấu giá bán tài sản (nếu có); phương án quản lý, sử dụng số tiền thu được từ xử lý tài sản (nếu có) và dự kiến kinh phí thực hiện xử lý tài sản',
      sometimes: true,
      originals: 1,
    },
    minutes: {
      name: 'Biên bản xác định tài sản bị mất, hủy hoại và các hồ sơ chứng minh tài sản bị mất, hủy hoại trong trường hợp tài sản bị mất, hủy hoại',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Ý kiến của các cơ quan có liên quan và hồ sơ khác có liên quan (nếu có)',
      sometimes: true,
      originals: 1,
    },
    decision: {
      name: 'Dự thảo Quyết định xử lý tài sản theo quy định tại khoản 3 Điều 5 Thông tư số 67/2025/TT-BXD',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Quyết định xử lý tài sản kết cấu hạ tầng công viên, cây xanh do Nhà nước đầu tư, quản lý',
    total: days(45),
  }),
})
