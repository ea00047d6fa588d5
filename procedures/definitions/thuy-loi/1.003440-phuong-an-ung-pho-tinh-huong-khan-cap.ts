import { commune, documents, formAssumed, free, procedure, siteForm, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.003440',
  name: 'Thẩm định, phê duyệt phương án ứng phó với tình huống khẩn cấp thuộc thẩm quyền của UBND cấp xã',
  field: 'Thủy lợi',
  edition: '2025-07-01',
  basis: documents('08/2017/QH14', '114/2018/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 498/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    submission: { name: 'Tờ trình đề nghị phê duyệt', originals: 1 },
    scheme: { name: 'Dự thảo phương án ứng phó với tình huống khẩn cấp', originals: 1 },
    report: { name: 'Báo cáo kết quả tính toán kỹ thuật', originals: 1 },
    letter: { name: 'Văn bản góp ý kiến của các cơ quan, đơn vị liên quan', originals: 1 },
    documents: { name: 'Các tài liệu liên quan khác kèm theo (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định phê duyệt phương án ứng phó với tình huống khẩn cấp',
    total: workingDays(20),
  }),
})
