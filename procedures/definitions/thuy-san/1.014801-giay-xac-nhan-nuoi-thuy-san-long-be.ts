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
  code: '1.014801',
  name: 'Cấp, cấp lại Giấy xác nhận nuôi trồng thủy sản lồng bè, đối tượng thủy sản nuôi chủ lực (hoạt động trên nội địa thuộc phạm vi quản lý và cơ sở nuôi trồng thủy sản lồng bè thuộc thẩm quyền giao khu vực biển của Chủ tịch Ủy ban nhân dân cấp xã)',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '31/2024/QH15', '43/2024/QH15', '18/2017/QH14', '41/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 339/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp theo Mẫu số 25.NT Phụ lục I ban hành kèm theo Nghị định số 41/2026/NĐ-CP',
      originals: 1,
    },
    request2: {
      name: 'Đơn đề nghị cấp lại theo Mẫu số 26.NT Phụ lục I ban hành kèm theo Nghị định số 41/2026/NĐ-CP',
      originals: 1,
    },
    drawing: {
      name: 'Sơ đồ mặt bằng vị trí ao/lồng nuôi có xác nhận của chủ cơ sở',
      originals: 1,
      copies: 1,
    },
    drawing2: {
      name: 'Sơ đồ mặt bằng vị trí ao/lồng nuôi có xác nhận của chủ cơ sở (đối với trường hợp thay đổi quy mô sản xuất); trường hợp thay đổi chủ cơ sở phải có giấy tờ chứng minh sự thay đổi',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Giấy xác nhận theo Mẫu số 27.NT Phụ lục I ban hành kèm theo Nghị định số 41/2026/NĐ-CP',
  }),
})
