import {
  competenceSplit,
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
  code: '1.014736',
  name: 'Lựa chọn, phê duyệt dự án phát triển sản xuất liên kết theo chuỗi giá trị',
  field: 'Quản lý chương trình mục tiêu quốc gia',
  edition: '2025-07-01',
  basis: documents('358/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 94/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.time],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đề nghị theo Mẫu số 04 ban hành kèm theo Nghị định số 358/2025/NĐ-CP ngày 31 tháng 12 năm 2025 của Chính phủ quy định cơ chế quản lý, tổ chức thực hiện các chương trình mục tiêu quốc gia',
      originals: 1,
    },
    agreement: {
      name: 'Cam kết về tiêu chuẩn chất lượng sản phẩm, hàng hóa, dịch vụ; bản sao hợp đồng liên kết có chứng thực; văn bản khác (nếu có) theo quy định của Ủy ban nhân dân cấp tỉnh',
      sometimes: true,
      originals: 1,
    },
    agreement2: {
      name: 'Bản thỏa thuận cử đơn vị làm chủ trì liên kết theo Mẫu số 06',
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Nội dung dự án theo Mẫu số 05 ban hành kèm theo Nghị định số 358/2025/NĐ-CP ngày 31 tháng 12 năm 2025 của Chính phủ quy định cơ chế quản lý, tổ chức thực hiện các chương trình mục tiêu quốc gia',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'economy',
    result: 'Quyết định phê duyệt dự án phát triển sản xuất liên kết theo chuỗi giá trị',
  }),
})
