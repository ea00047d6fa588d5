import {
  competenceSplit,
  documents,
  formAssumed,
  free,
  land,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012995',
  name: 'Ghi nợ tiền sử dụng đất của hộ gia đình, cá nhân trong trường hợp được bố trí tái định cư',
  field: 'Tài chính đất đai',
  edition: '2025-07-01',
  basis: documents('103/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2589/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị ghi nợ tiền sử dụng đấ', originals: 1 },
    landTitle: {
      name: 'Hồ sơ xin cấp Giấy chứng nhận: Quyết định giao đất tái định cư, phương án bồi thường, hỗ trợ, tái định cư do cơ quan Nhà nước có thẩm quyền phê duyệt',
      copies: 1,
    },
    documents: { name: 'Giấy tờ chứng minh thuộc đối tượng được ghi nợ tiền sử dụng đất', copies: 1 },
  },
  feeDong: free,
  ...land({
    result:
      'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong đó có nội dung về số tiền sử dụng đất ghi nợ và thời hạn ghi nợ',
  }),
})
