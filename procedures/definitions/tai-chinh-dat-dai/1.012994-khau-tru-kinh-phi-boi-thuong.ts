import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012994',
  name: 'Khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư',
  field: 'Tài chính đất đai',
  edition: '2025-07-01',
  basis: documents('125/2025/NĐ-CP', '103/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2096/QĐ-BTC',
  assumed: [
    formAssumed,
    districtStillNamed,
    competenceSplit,
    'Thời gian từng bước là của quy trình nội bộ 3857/QĐ-UBND ngày 26/11/2025 của Nghệ An (cấp xã, 21 ngày làm việc); trang công bố ghi 30 ngày.',
  ],
  connecting: 'object',
  form: siteForm,
  papers: {
    project: {
      name: 'Văn bản của người thực hiện dự án đề nghị được khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư',
      originals: 1,
    },
    scheme: {
      name: 'Phương án bồi thường, hỗ trợ, tái định cư được cơ quan nhà nước có thẩm quyền phê duyệt',
      copies: 1,
    },
    paper: {
      name: 'Bảng kê thanh toán kinh phí bồi thường, hỗ trợ, tái định cư do đơn vị, tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư',
      originals: 1,
    },
    project2: {
      name: 'Chứng từ chuyển tiền của người thực hiện dự án cho đơn vị, tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư',
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Văn bản xác nhận số tiền bồi thường, hỗ trợ, tái định cư được trừ vào tiền sử dụng đất',
    within: { receive: workingDays(0.5), review: workingDays(17.5), sign: workingDays(3) },
  }),
})
