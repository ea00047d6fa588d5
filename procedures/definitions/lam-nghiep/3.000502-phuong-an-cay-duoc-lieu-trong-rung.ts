import {
  communeConsulting,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000502',
  name: 'Thẩm định, phê duyệt hoặc điều chỉnh phương án nuôi, trồng phát triển, thu hoạch cây dược liệu trong rừng đối với chủ rừng là hộ gia đình, cá nhân, cộng đồng dân cư',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('183/2025/NĐ-CP', '156/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2653/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị của chủ rừng theo Mẫu số 04 tại Phụ lục IB kèm theo Nghị định số 183/2025/NĐ-CP',
      originals: 1,
    },
    drawing: {
      name: 'Các loại bản đồ gồm: bản đồ hiện trạng rừng theo tiêu chuẩn Việt Nam số TCVN 11565:2016',
      originals: 1,
    },
    scheme: {
      name: 'Bảng tổng hợp danh sách hộ gia đình, cá nhân đối với trường hợp hộ gia đình, cá nhân liên kết tổ chức theo nhóm hộ xây dựng phương án nuôi, trồng phát triển, thu hoạch cây dược liệu trong rừng',
      sometimes: true,
      originals: 1,
    },
    scheme2: {
      name: 'Phương án nuôi, trồng phát triển, thu hoạch cây dược liệu trong rừng theo Mẫu số 06 tại Phụ lục IB kèm theo Nghị định số 183/2025/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeConsulting({
    by: 'economy',
    bodies: { department: { by: 'specialist', at: 'department' } },
    result:
      'Quyết định phê duyệt hoặc điều chỉnh phương án nuôi, trồng phát triển, thu hoạch cây dược liệu trong rừng theo Mẫu số 07 tại Phụ lục IB kèm theo Nghị định số 183/2025/NĐ-CP',
    total: workingDays(24),
  }),
})
