import {
  article,
  commune,
  dayNotFound,
  documents,
  formAssumed,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.009455',
  name: 'Công bố hoạt động bến khách ngang sông, bến thủy nội địa phục vụ thi công công trình chính',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP', '24/2026/NQ-CP', '198/2016/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 647/QĐ-BXD',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị công bố hoạt động theo Mẫu số 12 tại Phụ lục ban hành kèm theo Nghị định số 08/2021/NĐ-CP',
      originals: 1,
    },
    drawing: {
      name: 'Hồ sơ thiết kế kỹ thuật, biên bản nghiệm thu hoàn thành công trình (nếu có)',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Bản sao có chứng thực giấy tờ về sử dụng đất để xây dựng bến (đối với bến khách ngang sông)',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('08/2021/NĐ-CP', 19, 2),
    },
    certificate: {
      name: 'Bản sao giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của kết cấu nổi, phương tiện, pông-tông hoặc phao neo thuộc diện phải đăng kiểm (nếu sử dụng kết cấu nổi, phương tiện, pông-tông làm bến)',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 100_000, counter: 100_000, post: 100_000 },
  ...commune({
    by: 'economy',
    result: 'Quyết định công bố hoạt động bến thủy nội địa',
    total: workingDays(5),
  }),
})
