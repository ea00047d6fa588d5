import {
  communeThenDepartment,
  days,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002761',
  name: 'Thủ tục xác nhận cán bộ Quân đội nghỉ hưu mắc bệnh hiểm nghèo',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('103/2025/TT-BQP', '13/2024/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, longestTime, resultNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn đề nghị hưởng chế độ trợ cấp bệnh hiểm nghèo', originals: 1 },
    medical: {
      name: 'Các giấy tờ liên quan điều trị bệnh hiểm nghèo, gồm: Bản sao bệnh án hoặc một trong các giấy tờ khác như: sổ sức khoẻ, các xét nghiệm',
      copies: 1,
    },
    decision: { name: 'Bản sao quyết định nghỉ hưu hoặc phiếu đăng ký cán bộ quân đội nghỉ hưu', copies: 1 },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Văn bản xác nhận cán bộ Quân đội nghỉ hưu mắc bệnh hiểm nghèo',
    total: days(7),
  }),
})
