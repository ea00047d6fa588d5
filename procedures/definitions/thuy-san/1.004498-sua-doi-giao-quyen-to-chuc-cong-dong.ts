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
  code: '1.004498',
  name: 'Sửa đổi, bổ sung nội dung quyết định công nhận và giao quyền quản lý cho tổ chức cộng đồng (thuộc địa bàn quản lý)',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '18/2017/QH14', '88/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 53/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị theo Mẫu số 06 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
      originals: 1,
      copies: 1,
    },
    report: {
      name: 'Báo cáo đánh giá kết quả thực hiện và dự thảo quy chế mới đối với trường hợp sửa đổi, bổ sung Quy chế hoạt động của tổ chức cộng đồng',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    minutes: {
      name: 'Biên bản họp tổ chức cộng đồng theo Mẫu số 04 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT ngày 31/12/',
      originals: 1,
      copies: 1,
    },
    scheme: {
      name: 'Báo cáo đánh giá kết quả thực hiện và dự thảo phương án bảo vệ và khai thác nguồn lợi thủy sản mới đối với trường hợp sửa đổi, bổ sung phương án bảo vệ và khai thác nguồn lợi thủy sản',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'economy',
    result:
      'Quyết định sửa đổi, bổ sung Quyết định công nhận và giao quyền quản lý cho tổ chức cộng đồng theo Mẫu số 07 Phụ lục I ban hành kèm theo Thông tư số 88/2025/TT-BNNMT',
  }),
})
