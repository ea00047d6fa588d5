import {
  article,
  commune,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002482',
  name: 'Tiếp nhận học sinh trung học cơ sở Việt Nam về nước',
  field: 'Giáo dục trung học',
  edition: '2025-07-01',
  basis: documents('51/2002/QĐ-BGDĐT'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Giấy khai sinh',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('51/2002/QĐ-BGDĐT', 10, 2),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc tiếp nhận học sinh trung học cơ sở Việt Nam về nước',
  }),
})
