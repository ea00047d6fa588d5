import {
  commune,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002764',
  name: 'Thủ tục giải quyết chế độ trợ cấp khó khăn đột xuất đối với thân nhân của hạ sĩ quan, binh sĩ tại ngũ',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('78/2015/QH13', '27/2016/NĐ-CP', '13/2024/TT-BQP', '95/2016/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6225/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai đề nghị trợ cấp khó khăn đột xuất', originals: 1, copies: 1 },
  },
  feeDong: free,
  ...commune({ by: 'socialAffairs', result: 'Quyết định trợ cấp', total: workingDays(1) }),
})
