import {
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  posting,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003956',
  name: 'Công nhận và giao quyền quản lý cho tổ chức cộng đồng (thuộc địa bàn quản lý)',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '18/2017/QH14', '88/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 53/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị công nhận và giao quyền quản lý cho tổ chức cộng đồng theo Mẫu số 01 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
    scheme: {
      name: 'Phương án bảo vệ và khai thác nguồn lợi thủy sản tại khu vực dự kiến thực hiện đồng quản lý theo Mẫu số 02 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
    paper: {
      name: 'Quy chế hoạt động của tổ chức cộng đồng theo Mẫu số 03 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT ngày 31/12/',
      originals: 1,
      copies: 1,
    },
    minutes: {
      name: 'Biên bản họp tổ chức cộng đồng theo Mẫu số 04 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT ngày 31/12/',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'economy',
    result:
      'Quyết định công nhận và giao quyền quản lý cho tổ chức cộng đồng thực hiện đồng quản lý trong bảo vệ nguồn lợi thủy sản theo Mẫu số 05 Phụ lục I',
  }),
})
