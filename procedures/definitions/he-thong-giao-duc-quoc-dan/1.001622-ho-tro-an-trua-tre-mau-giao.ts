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
  code: '1.001622',
  name: 'Hỗ trợ ăn trưa đối với trẻ em mẫu giáo',
  field: 'Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân',
  edition: '2025-07-01',
  basis: documents('104/2022/NĐ-CP', '105/2020/NĐ-CP'),
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
      name: 'Căn cước công dân, Giấy khai sinh',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư, Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('105/2020/NĐ-CP', 7, 3),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Quyết định về việc hỗ trợ ăn trưa đối với trẻ em mẫu giáo' }),
})
