import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '2.001621',
  name: 'Hỗ trợ đầu tư xây dựng phát triển thủy lợi nhỏ, thuỷ lợi nội đồng và tưới tiên tiến, tiết kiệm nước (Đối với nguồn vốn hỗ trợ trực tiếp, ngân sách địa phương và nguồn vốn hợp pháp khác của địa phương phân bổ dự toán cho UBND cấp xã thực hiện)',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('77/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị hỗ trợ', originals: 1 },
    documents: { name: 'Hồ sơ được phê duyệt', originals: 1 },
    minutes: {
      name: 'Biên bản nghiệm thu giai đoạn hoặc nghiệm thu hoàn thành công trình đưa vào sử dụng',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Ủy nhiệm chi', total: workingDays(7) }),
})
