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
  code: '1.002407',
  name: 'Xét, cấp học bổng chính sách',
  field: 'Giáo dục và Đào tạo',
  edition: '2025-07-01',
  basis: documents('105/2020/NĐ-CP'),
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
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
      askedBy: article('105/2020/NĐ-CP', 7, 3),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Quyết định về việc xét, cấp học bổng chính sách' }),
})
