import {
  communeThenDepartment,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013181',
  name: 'Thủ tục tiếp nhận, hoàn thiện hồ sơ, thẩm quyền cấp giấy chứng nhận hy sinh đề nghị công nhận liệt sĩ đối với quân nhân, công nhân viên chức quốc phòng, người làm việc trong tổ chức cơ yếu thuộc Ban Cơ yếu Chính phủ hy sinh hoặc mất tích trong chiến tranh',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '02/2020/UBTVQH14',
    '129/2025/NĐ-CP',
    '131/2021/NĐ-CP',
    '103/2025/TT-BQP',
    '55/2022/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: { name: 'Văn bản đề nghị theo quy định', originals: 1 },
    minutes: {
      name: 'Biên bản họp xác nhận người có công đề nghị công nhận liệt sĩ/thương binh/người hưởng chính sách như thương binh (Mẫu số 79 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định cấp Bằng “Tổ quốc ghi công”, Bằng Tổ quốc ghi công',
    total: days(40),
  }),
})
