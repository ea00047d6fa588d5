import { article, commune, documents, formAssumed, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.009454',
  name: 'Công bố hoạt động bến thủy nội địa',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP', '198/2016/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị công bố hoạt động bến thủy nội địa theo mẫu', originals: 1 },
    documents: {
      name: 'Bản sao có chứng thực giấy tờ về sử dụng đất để xây dựng bến thủy nội địa hoặc bản sao và xuất trình bản chính để đối chiếu, trừ trường hợp là bến phao',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('08/2021/NĐ-CP', 18, 2),
    },
    drawing: {
      name: 'Biên bản nghiệm thu hoàn thành công trình, bản vẽ hoàn công mặt bằng, mặt chiếu đứng, mặt cắt ngang công trình đối với bến thủy nội địa có dự án đầu tư xây dựng',
      sometimes: true,
      originals: 1,
    },
    project: {
      name: 'Bản sao có chứng thực quyết định phê duyệt dự án đầu tư xây dựng bến thủy nội địa của cơ quan có thẩm quyền hoặc bản sao và xuất trình bản chính để đối chiếu',
      copies: 1,
    },
    scheme: {
      name: 'Bản sao có chứng thực quyết định phê duyệt báo cáo kinh tế - kỹ thuật của chủ đầu tư (đối với bến thủy nội địa có dự án đầu tư xây dựng) hoặc phương án khai thác bến thủy nội địa',
      sometimes: true,
      copies: 1,
    },
    certificate: {
      name: 'Bản sao giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của kết cấu nổi, phương tiện, pông-tông hoặc phao neo thuộc diện phải đăng kiểm',
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
