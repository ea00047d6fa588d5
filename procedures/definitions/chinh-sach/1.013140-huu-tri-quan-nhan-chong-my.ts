import {
  communeThenDepartment,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013140',
  name: 'Thủ tục giải quyết chế độ hưu trí đối với quân nhân trực tiếp tham gia kháng chiến chống Mỹ cứu nước từ ngày 30/4/1975 trở về trước có 20 năm trở lên phục vụ quân đội đã phục viên, xuất ngũ',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('11/2011/NĐ-CP', '159/2006/NĐ-CP', '103/2025/TT-BQP', '104/2024/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn đề nghị của đối tượng', originals: 1 },
    decision: {
      name: 'Một hoặc một số giấy tờ sau: Quyết định phục viên, xuất ngũ, chuyển ngành hoặc chuyển sang công nhân viên chức quốc phòng rồi thôi việc, quyết định của cơ quan có thẩm quyền cử đi lao động hợp tác quốc tế',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng chế độ hưu trí',
    total: workingDays(43),
  }),
})
