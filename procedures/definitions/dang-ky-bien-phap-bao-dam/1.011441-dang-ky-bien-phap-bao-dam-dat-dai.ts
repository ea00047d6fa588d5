import {
  article,
  dayNotFound,
  department,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  shortPapers,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.011441',
  name: 'Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất',
  field: 'Đăng ký biện pháp bảo đảm',
  edition: '2025-07-01',
  basis: documents('18/2026/NĐ-CP', '99/2022/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 570/QĐ-BTP',
  assumed: [formAssumed, shortPapers, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Phiếu yêu cầu theo Mẫu số 01a tại Phụ lục (khoản 1 Điều 27 Nghị định số 99/2022/NĐ-CP)',
      originals: 1,
    },
    agreement: {
      name: 'Hợp đồng bảo đảm hoặc hợp đồng bảo đảm có công chứng, chứng thực trong trường hợp Luật Đất đai, Luật Nhà ở, luật khác có liên quan quy định: bản chính, hoặc bản sao có chứng thực (khoản 2 Điều 27 Nghị định số 99/2022/NĐ-CP)',
      sometimes: true,
      originals: 1,
    },
    certificate: {
      name: 'Giấy chứng nhận (bản gốc), trừ trường hợp quy định tại khoản 2 Điều 35 Nghị định số 99/2022/NĐ-CP (khoản 3 Điều 27 Nghị định số 99/2022/NĐ-CP)',
      sometimes: true,
      originals: 1,
    },
    drawing: {
      name: 'Một trong các loại bản vẽ thiết kế theo quy định của pháp luật về xây dựng thể hiện được mặt bằng công trình của dự án đã được cơ quan có thẩm quyền phê duyệt: bản chính, hoặc bản sao có chứng thực (điểm đ khoản 1 Điều 28 Nghị định số 99/2022/NĐ-CP)',
      originals: 1,
    },
    landTitle: {
      name: 'Giấy chứng nhận quyền sử dụng đất',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai',
      askedBy: article('99/2022/NĐ-CP', 28, 1),
    },
  },
  feeDong: feeNotFound,
  ...department({
    result: 'Phiếu yêu cầu đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất',
    total: workingDays(3),
  }),
})
