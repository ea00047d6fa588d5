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
  code: '1.003712',
  name: 'Công nhận nghề truyền thống',
  field: 'Kinh tế hợp tác và Phát triển nông thôn',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '52/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2299/QĐ-BNNMT',
  assumed: [formAssumed, cityLevel, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    copy: {
      name: 'Bản sao giấy công nhận Nghệ nhân nghề truyền thống của cơ quan có thẩm quyền (nếu có)',
      sometimes: true,
      copies: 1,
    },
    certificate: {
      name: 'Bản sao giấy chứng nhận, huy chương đã đạt được trong các cuộc thi, triển lãm trong nước và quốc tế hoặc có tác phẩm đạt nghệ thuật cao được cấp tỉnh, thành phố trở lên trao tặng (nếu có)',
      sometimes: true,
      copies: 1,
    },
    paper: { name: 'Bản tóm tắt quá trình hình thành, phát triển của nghề truyền thống', originals: 1 },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...citySignOff({ by: 'economy', result: 'Bằng công nhận, Quyết định hành chính', total: workingDays(30) }),
})
