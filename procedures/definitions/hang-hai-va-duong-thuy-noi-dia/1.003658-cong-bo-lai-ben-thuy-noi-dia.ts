import { commune, documents, formAssumed, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.003658',
  name: 'Công bố lại hoạt động bến thủy nội địa',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '06/2024/NĐ-CP', '08/2021/NĐ-CP', '198/2016/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 870/QĐ-BXD',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị công bố lại hoạt động cảng, bến thủy nội địa theo mẫu', originals: 1 },
    letter: {
      name: 'Bản sao có chứng thực hoặc bản sao kèm theo bản chính để đối chiếu văn bản của cơ quan có thẩm quyền về việc thay đổi vùng đất, vùng nước',
      copies: 1,
    },
    letter2: {
      name: 'Bản sao có chứng thực hoặc bản sao xuất trình bản chính để đối chiếu các văn bản chứng minh việc thay đổi chủ cảng, bến (đối với trường hợp Thay đổi chủ bến thủy nội địa)',
      sometimes: true,
      copies: 1,
    },
    scheme: {
      name: 'Bản sao có chứng thực quyết định phê duyệt báo cáo kinh tế - kỹ thuật của chủ đầu tư (đối với bến thủy nội địa có dự án đầu tư xây dựng) hoặc phương án khai thác bến thủy nội địa',
      sometimes: true,
      copies: 1,
    },
    drawing: {
      name: 'Biên bản nghiệm thu hoàn thành công trình, bản vẽ hoàn công mặt bằng, mặt chiếu đứng, mặt cắt ngang công trình đối với bến thủy nội địa có dự án đầu tư xây dựng',
      sometimes: true,
      originals: 1,
    },
    certificate: {
      name: 'Bản sao giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của kết cấu nổi, phương tiện, pông-tông hoặc phao neo thuộc diện phải đăng kiểm',
      copies: 1,
    },
  },
  feeDong: { online: 100_000, counter: 100_000, post: 100_000 },
  ...commune({
    by: 'economy',
    result: 'Quyết định công bố (công bố lại) hoạt động bến thủy nội địa',
    total: workingDays(5),
  }),
})
