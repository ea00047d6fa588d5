import {
  document,
  documents,
  formAssumed,
  free,
  personForm,
  police,
  procedure,
  resultNamed,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014363',
  name: 'Xác nhận, cung cấp thông tin liên quan đến xuất nhập cảnh của công dân Việt Nam',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents('49/2019/QH14', '184/2025/NĐ-CP', '67/2024/NĐ-CP', '76/2020/NĐ-CP', '77/2020/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 8258/QĐ-BCA-QLXNC',
  assumed: [formAssumed, resultNamed],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: { name: 'Đơn đề nghị xác nhận, cung cấp thông tin', originals: 1 },
    documents: {
      name: 'Người đại diện hợp pháp khai, ký thay và nộp kèm bản sao giấy tờ do cơ quan có thẩm quyền của Việt Nam cấp chứng minh người đại diện hợp pháp',
      originals: 1,
    },
    birth: {
      name: 'Trường hợp đề nghị xác nhận, cung cấp thông tin cho người chưa đủ 14 tuổi thì nộp kèm bản sao giấy tờ do cơ quan có thẩm quyền của Việt Nam cấp chứng minh người đại diện hợp pháp (giấy khai sinh)',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về hộ tịch',
      askedBy: document('77/2020/NĐ-CP', 'Mẫu M04b ban hành kèm theo Nghị định số 184/2025/NĐ-CP'),
    },
  },
  feeDong: free,
  ...police({
    result: 'Văn bản xác nhận, cung cấp thông tin liên quan đến xuất nhập cảnh của công dân Việt Nam',
    total: workingDays(5),
  }),
})
