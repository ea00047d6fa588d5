import {
  communeThenDepartment,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013455',
  name: 'Thủ Tục giải quyết chế độ trợ cấp một lần đối với quân nhân, người làm công tác cơ yếu hưởng lương như đối với quân nhân, công an nhân dân; công nhân viên chức quốc phòng; dân quân tự vệ trực tiếp tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế sau ngày 30/4/1975, có dưới 15 năm công tác đã phục viên, xuất ngũ, thôi việc (đối tượng còn sống) thuộc thẩm quyền giải quyết của Bộ Quốc phòng',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '02/2020/UBTVQH14',
    '131/2021/NĐ-CP',
    '22/2025/QĐ-TTg',
    '103/2025/TT-BQP',
    '55/2022/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai cá nhân của đối tượng', originals: 1 },
  },
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng chế độ trợ cấp một lần',
    total: workingDays(17),
  }),
})
