import {
  cityLevel,
  communeThenDepartment,
  days,
  documents,
  formAssumed,
  free,
  longestTime,
  procedure,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002760',
  name: 'Thủ tục xác minh, kết luận đối với quân nhân, công nhân và viên chức quốc phòng, người làm việc trong tổ chức cơ yếu thuộc Ban Cơ yếu Chính phủ mất tích trong chiến tranh',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('02/2020/UBTVQH14', '131/2021/NĐ-CP', '103/2025/TT-BQP', '55/2022/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, longestTime, cityLevel],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Đơn đề nghị', originals: 1 },
    request2: {
      name: 'Văn bản đề nghị theo quy định (đối với trường hợp chưa đủ căn cứ cấp phiếu xác minh)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Phiếu xác minh mất tích (Mẫu số 90 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
    total: days(30),
  }),
})
