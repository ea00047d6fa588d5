import {
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  organisationForm,
  posting,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014737',
  name: 'Lựa chọn, phê duyệt dự án phát triển sản xuất cộng đồng',
  field: 'Quản lý chương trình mục tiêu quốc gia',
  edition: '2025-07-01',
  basis: documents('358/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 94/QĐ-BTC',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đề nghị theo Mẫu số 07 ban hành kèm theo Nghị định số 358/2025/NĐ-CP ngày 31 tháng 12 năm 2025 của Chính phủ quy định cơ chế quản lý, tổ chức thực hiện các chương trình mục tiêu quốc gia',
      originals: 1,
    },
    minutes: {
      name: 'Biên bản họp dân và các tài liệu khác (nếu có)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Nội dung dự án theo Mẫu số 08 ban hành kèm theo Nghị định số 358/2025/NĐ-CP ngày 31 tháng 12 năm 2025 của Chính phủ quy định cơ chế quản lý, tổ chức thực hiện các chương trình mục tiêu quốc gia',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({ by: 'economy', result: 'Quyết định phê duyệt dự án phát triển sản xuất cộng đồng' }),
})
