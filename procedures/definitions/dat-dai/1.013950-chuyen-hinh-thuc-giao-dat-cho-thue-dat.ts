import {
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  land,
  longestTime,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013950',
  name: 'Chuyển hình thức giao đất, cho thuê đất',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị chuyển hình thức giao đất/cho thuê đất', originals: 1, copies: 1 },
    landTitle: {
      name: 'Một trong các giấy chứng nhận quy định tại khoản 21 Điều 3, khoản 3 Điều 256 Luật Đất đai hoặc một trong các loại giấy tờ',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...land({ result: 'Quyết định chuyển hình thức giao đất, cho thuê đất', total: days(25) }),
})
