import {
  communeInspecting,
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004680',
  name: 'Xác nhận nguồn gốc loài thủy sản thuộc Phụ lục Công ước quốc tế về buôn bán các loài động vật, thực vật hoang dã nguy cấp và các loài thủy sản nguy cấp, quý, hiếm có nguồn gốc từ nuôi trồng',
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
    book: {
      name: 'Sổ theo dõi quá trình nuôi sinh trưởng, sinh sản và trồng cấy nhân tạo đối với loài thủy sản nguy cấp, quý, hiếm, loài thủy sản thuộc Phụ lục CITES theo Mẫu số 07 Phụ lục IV',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...communeInspecting({
    by: 'economy',
    result:
      'Giấy xác nhận nguồn gốc loài thủy sản thuộc Phụ lục CITES; loài thủy sản nguy cấp, quý, hiếm có nguồn gốc từ nuôi trồng theo Mẫu số 08 Phụ lục IV ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
  }),
})
