import {
  communeConsulting,
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000250',
  name: 'Phê duyệt hoặc điều chỉnh phương án quản lý rừng bền vững của chủ rừng là hộ gia đình, cá nhân, cộng đồng dân cư hoặc hộ gia đình cá nhân liên kết thành nhóm hộ, tổ hợp tác trường hợp có tổ chức các hoạt động du lịch sinh thái',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('16/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2261/QĐ-BNNMT',
  assumed: [formAssumed, districtStillNamed, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    scheme: {
      name: 'Phương án quản lý rừng bền vững theo Mẫu số 02 Phụ lục III ban hành kèm theo Thông tư số 16/2025/TT-BNNMT',
      originals: 1,
    },
    scheme2: {
      name: 'Bản chính Tờ trình đề nghị phê duyệt hoặc điều chỉnh phương án quản lý rừng bền vững theo Mẫu số 09 hoặc Mẫu số 10 Phụ lục III ban hành kèm theo Thông tư số 16/2025/TT-BNNMT',
      originals: 1,
    },
    drawing: {
      name: 'Bản sao các loại bản đồ: Bản đồ hiện trạng rừng theo TCVN 11565:2016',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...communeConsulting({
    by: 'economy',
    bodies: { department: { by: 'specialist', at: 'department' } },
    result:
      'Quyết định phê duyệt hoặc điều chỉnh phê duyệt phương án quản lý rừng bền vững theo Mẫu số 11 hoặc Mẫu số 12 Phụ lục III ban hành kèm theo Thông tư số 16/2025/TT-BNNMT',
    total: workingDays(15),
  }),
})
