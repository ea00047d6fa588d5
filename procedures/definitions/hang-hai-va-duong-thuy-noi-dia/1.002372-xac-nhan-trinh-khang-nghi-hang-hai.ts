import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingHours,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.002372',
  name: 'Xác nhận việc trình kháng nghị hàng hải',
  field: 'Hàng hải và đường thủy nội địa',
  edition: '2025-07-01',
  basis: documents('261/2016/TT-BTC', '30/2016/TT-BGTVT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 461/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    paper: { name: 'Kháng nghị hàng hải', originals: 2 },
    drawing: {
      name: 'Bản sao Tự họa có mô tả sơ đồ vị trí xảy ra tai nạn, sự cố và đính kèm hình ảnh (01 bản, nếu có)',
      sometimes: true,
      copies: 1,
    },
    paper2: {
      name: 'Bản trích sao các loại Nhật ký của tàu thuyền có liên quan đến vụ việc (01 bản, nếu có)',
      sometimes: true,
      copies: 1,
    },
    paper3: { name: 'Bản trích sao các loại Nhật ký của tàu thuyền có liên quan đến vụ việc', copies: 1 },
    paper4: {
      name: 'Bản trích sao hải đồ liên quan đến vụ việc (trừ trường hợp tai nạn, sự cố xảy ra khi tàu thuyền đang neo đậu tại cảng biển)',
      sometimes: true,
      copies: 1,
    },
    paper5: { name: 'Các loại Nhật ký liên quan đến vụ việc', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Xác nhận việc trình kháng nghị hàng hải', total: workingHours(3) }),
})
