import {
  article,
  communeThenDepartment,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010801',
  name: 'Giải quyết chế độ trợ cấp ưu đãi đối với thân nhân liệt sĩ',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: documents('131/2021/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    birth: {
      name: 'Bản sao được chứng thực từ giấy khai sinh hoặc trích lục khai sinh',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('131/2021/NĐ-CP', 26, 1),
    },
  },
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc giải quyết chế độ trợ cấp ưu đãi',
  }),
})
