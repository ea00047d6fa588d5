import {
  cityLevel,
  citySignOff,
  documents,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.003695',
  name: 'Công nhận làng nghề',
  field: 'Kinh tế hợp tác và Phát triển nông thôn',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '52/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2299/QĐ-BNNMT',
  assumed: [formAssumed, cityLevel, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: {
      name: 'Bản tóm tắt kết quả hoạt động sản xuất, kinh doanh của các tổ chức, cá nhân tham gia hoạt động ngành nghề nông thôn trong 02 năm gần nhất',
      originals: 1,
    },
    list: { name: 'Danh sách các hộ tham gia hoạt động ngành nghề nông thôn', originals: 1 },
    letter: { name: 'Văn bản bảo đảm điều kiện về bảo vệ môi trường theo quy định', originals: 1 },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...citySignOff({ by: 'economy', result: 'Bằng công nhận, Quyết định hành chính', total: workingDays(30) }),
})
