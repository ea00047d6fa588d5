import {
  commune,
  dayNotFound,
  days,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013962',
  name: 'Giao đất ở có thu tiền sử dụng đất không thông qua đấu giá, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án có sử dụng đất đối với cá nhân là cán bộ, công chức, viên chức, sĩ quan tại ngũ, quân nhân chuyên nghiệp, công chức quốc phòng, công nhân và viên chức quốc phòng, sĩ quan, hạ sĩ quan, công nhân công an, người làm công tác cơ yếu và người làm công tác khác trong tổ chức cơ yếu hưởng lương từ ngân sách nhà nước mà chưa được giao đất ở, nhà ở; giáo viên, nhân viên y tế đang công tác tại các xã biên giới, hải đảo thuộc vùng có điều kiện kinh tế - xã hội khó khăn, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn nhưng chưa có đất ở, nhà ở tại nơi công tác hoặc chưa được hưởng chính sách hỗ trợ về nhà ở theo quy định của pháp luật về nhà ở; cá nhân thường trú tại xã mà không có đất ở và chưa được Nhà nước giao đất ở hoặc chưa được hưởng chính sách hỗ trợ về nhà ở theo quy định của pháp luật về nhà ở',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị giao đất/thuê đất/chuyển mục đích sử dụng đất/giao đất và giao rừng/cho thuê đất và cho thuê rừng',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Quyết định giao đất', total: days(35) }),
})
