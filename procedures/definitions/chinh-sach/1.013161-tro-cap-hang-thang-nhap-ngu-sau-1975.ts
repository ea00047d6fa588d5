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
  code: '1.013161',
  name: 'Thủ tục giải quyết chế độ trợ cấp hàng tháng đối với quân nhân, người làm công tác cơ yếu, nhập ngũ, tuyển dụng sau ngày 30/4/1975, tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế có từ đủ 15 năm đến dưới 20 năm công tác thực tế trong quân đội đã phục viên, xuất ngũ, thôi việc',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '22/2025/QĐ-TTg',
    '62/2011/QĐ-TTg',
    '01/2012/TTLT-BQP-BLĐTBXH-BTC',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai cá nhân của đối tượng', originals: 1 },
    original: { name: '01 bản khai cá nhân của đối tượng (Mẫu 1A), bản chính', originals: 1, copies: 1 },
    documents: {
      name: 'Một hoặc một số giấy tờ làm căn cứ xét duyệt (bản chính hoặc bản sao của cấp có thẩm quyền), đủ yếu tố chứng minh đúng đối tượng, điều kiện hưởng chế độ và thời gian công tác',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng trợ cấp hàng tháng',
    total: workingDays(17),
  }),
})
