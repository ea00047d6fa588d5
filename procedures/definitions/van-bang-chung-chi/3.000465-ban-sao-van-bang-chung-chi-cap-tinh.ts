import {
  department,
  document,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000465',
  name: 'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc (tại cấp tỉnh)',
  field: 'Văn bằng, chứng chỉ',
  edition: '2025-07-01',
  basis: documents('21/2019/TT-BGDĐT'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    identity: {
      name: 'Căn cước công dân',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: document('21/2019/TT-BGDĐT', 'Điểm b khoản 1 Điều 31 Quy chế'),
    },
  },
  feeDong: feeNotFound,
  ...department({ result: 'Bản sao văn bằng, chứng chỉ từ sổ gốc' }),
})
