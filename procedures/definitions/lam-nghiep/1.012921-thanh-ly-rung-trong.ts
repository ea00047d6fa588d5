import {
  cityLevel,
  citySignOff,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012921',
  name: 'Thanh lý rừng trồng thuộc thẩm quyền quyết định của Chủ tịch Ủy ban nhân dân cấp tỉnh',
  field: 'Lâm nghiệp',
  edition: '2025-07-01',
  basis: documents('42/2026/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed, cityLevel, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    documents: { name: 'Các tài liệu liên quan khác (nếu có)', sometimes: true, copies: 1 },
    minutes: {
      name: 'Biên bản kiểm tra hiện trường theo Mẫu số 02 Phụ lục IC ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
      originals: 1,
    },
    scheme: {
      name: 'Bản chính phương án thanh lý rừng trồng theo Mẫu số 04 Phụ lục IC ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
      originals: 1,
    },
    letter: {
      name: 'Bản chính văn bản đề nghị thanh lý rừng trồng theo Mẫu số 03 Phụ lục IC ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
      originals: 1,
    },
    drawing: {
      name: 'Bản sao hồ sơ, tài liệu phê duyệt, nghiệm thu và quyết toán trồng rừng: hồ sơ thiết kế, dự toán trồng rừng',
      copies: 1,
    },
  },
  feeDong: free,
  ...citySignOff({
    by: 'economy',
    result:
      'Quyết định thanh lý rừng trồng theo Mẫu số 08 Phụ lục IC ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
    total: days(15),
  }),
})
