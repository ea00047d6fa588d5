import {
  dayNotFound,
  department,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003851',
  name: 'Cấp văn bản chấp thuận khai thác loài thủy sản nguy cấp, quý, hiếm (để mục đích bảo tồn, nghiên cứu khoa học, nghiên cứu tạo nguồn giống ban đầu hoặc để hợp tác quốc tế)',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '18/2017/QH14', '88/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 53/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp văn bản chấp thuận khai thác loài thủy sản nguy cấp, quý, hiếm',
      originals: 1,
      copies: 1,
    },
    scheme: {
      name: 'Phương án khai thác theo Mẫu số 04 Phụ lục IV ban hành kèm theo Thông tư số 88/2025/TT-BNNMT ngày 31/12/',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...department({
    result:
      'Văn bản chấp thuận khai thác loài thủy sản nguy cấp, quý, hiếm theo Mẫu số 05 Phụ lục IV ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
  }),
})
