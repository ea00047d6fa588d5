import {
  communeThenDepartment,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  shortPapers,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013182',
  name: 'Thủ tục tiếp nhận hồ sơ, thẩm quyền cấp giấy chứng nhận bị thương đề nghị công nhận thương binh, người hưởng chính sách như thương binh đối với quân nhân, công nhân và viên chức quốc phòng, người làm việc trong tổ chức cơ yếu thuộc Ban Cơ yếu Chính phủ bị thương trong chiến tranh đã chuyển ra',
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
  assumed: [formAssumed, shortPapers],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Bản khai để công nhận và giải quyết chế độ thương binh/người hưởng chính sách như thương binh (Mẫu số 08 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
    request: { name: 'Văn bản đề nghị theo quy định', originals: 1 },
    documents: { name: 'Giấy tờ chứng minh quá trình tham gia cách mạng', copies: 1 },
    minutes: {
      name: 'Biên bản họp xác nhận người có công đề nghị công nhận liệt sĩ/thương binh/người hưởng chính sách như thương binh (Mẫu số 79 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
    minutes2: { name: 'Biên bản kết quả niêm yết công khai', originals: 1 },
    minutes3: {
      name: 'Biên bản kiểm tra vết thương thực thể (Mẫu số 46 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
    certificate: {
      name: 'Giấy chứng nhận bị thương (Mẫu số 35 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
    medical: {
      name: 'Phiếu thẩm định hồ sơ đề nghị công nhận thương binh/bệnh binh (Mẫu số 91 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Giấy chứng nhận người có công/thân nhân liệt sĩ (Mẫu số 102 Phụ lục I Nghị định số 131/2021/NĐ-CP)., Quyết định về việc trợ cấp thương tật một lần (Mẫu số 61 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
    total: days(155),
  }),
})
