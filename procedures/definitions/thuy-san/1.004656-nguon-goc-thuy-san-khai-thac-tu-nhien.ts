import {
  commune,
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004656',
  name: 'Xác nhận nguồn gốc loài thủy sản thuộc Phụ lục Công ước quốc tế về buôn bán các loài động vật, thực vật hoang dã nguy cấp; loài thủy sản nguy cấp, quý, hiếm có nguồn gốc khai thác từ tự nhiên',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '18/2017/QH14', '88/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 53/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị xác nhận nguồn gốc loài thủy sản thuộc Phụ lục CITES; loài thủy sản nguy cấp, quý hiếm từ nuôi trồng thủy sản theo Mẫu số 06 Phụ lục IV ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
    confirmation: {
      name: 'Tài liệu chứng minh nguồn gốc mẫu vật khai thác từ tự nhiên có xác nhận của Tổ chức quản lý cảng cá hoặc Ủy ban nhân dân cấp xã',
      originals: 1,
      copies: 1,
    },
    letter: {
      name: 'Văn bản chấp thuận khai thác loài thủy sản nguy cấp, quý, hiếm.Văn bản chấp thuận khai thác loài thủy sản nguy cấp, quý, hiếm có hiệu lực',
      originals: 1,
      copies: 1,
    },
    report: { name: 'Báo cáo khai thác thủy sản, nhật ký khai thác thủy sản', originals: 1, copies: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Giấy xác nhận nguồn gốc loài thủy sản thuộc Phụ lục CITES; loài thủy sản nguy cấp, quý, hiếm có nguồn gốc khai thác từ tự nhiên theo Mẫu số 09 Phụ lục IV ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
  }),
})
