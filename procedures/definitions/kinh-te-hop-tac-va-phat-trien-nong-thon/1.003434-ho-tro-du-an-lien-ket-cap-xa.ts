import {
  commune,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003434',
  name: 'Hỗ trợ dự án liên kết (cấp xã)',
  field: 'Kinh tế hợp tác và Phát triển nông thôn',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '98/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2299/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đề nghị của chủ dự án (theo Phụ lục I ban hành kèm theo Nghị định số 98/2018/NĐ-CP)',
      originals: 1,
    },
    agreement: { name: 'Bản sao chụp hợp đồng liên kết', copies: 1 },
    medical: {
      name: 'Bản sao chụp các chứng nhận về tiêu chuẩn chất lượng sản phẩm, an toàn thực phẩm, an toàn dịch bệnh và bảo vệ môi trường',
      copies: 1,
    },
    project: {
      name: 'Bản thỏa thuận cử đơn vị làm chủ đầu tư dự án liên kết (theo Phụ lục III ban hành kèm theo Nghị định số 98/2018/NĐ-CP) đối với trường hợp các doanh nghiệp, hợp tác xã ký hợp đồng liên kết với nhau',
      sometimes: true,
      originals: 1,
    },
    project2: {
      name: 'Dự án liên kết (theo Phụ lục II ban hành kèm theo Nghị định số 98/2018/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định phê duyệt hỗ trợ dự án liên kết', total: workingDays(18) }),
})
