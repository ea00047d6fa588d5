import {
  communeThenDepartment,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013142',
  name: 'Thủ tục giải quyết chế độ hưu trí đối với quân nhân, người làm công tác cơ yếu, nhập ngũ sau ngày 30/4/1975, trực tiếp tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế, có từ đủ 20 năm trở lên phục vụ trong quân đội, cơ yếu đã phục viên, xuất ngũ, thôi việc',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '209/2025/NĐ-CP',
    '23/2012/NĐ-CP',
    '102/2012/TTLT-BQP-BLĐTBXH-BTC',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn đề nghị hưởng chế độ hưu trí', originals: 1 },
    documents: {
      name: 'Một hoặc một số giấy tờ làm căn cứ xét duyệt, đủ yếu tố chứng minh đúng đối tượng, điều kiện hưởng chế độ và thời gian công tác của đối tượng (bản chính hoặc bản sao của cấp có thẩm quyền)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng chế độ hưu trí',
    total: workingDays(54),
  }),
})
