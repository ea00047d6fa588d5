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
  code: '1.008950',
  name: 'Trợ cấp đối với trẻ em mầm non là con công nhân, người lao động làm việc tại khu công nghiệp',
  field: 'Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân',
  edition: '2025-07-01',
  basis: documents('24/2022/NĐ-CP', '140/2018/NĐ-CP', '143/2016/NĐ-CP'),
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
      askedBy: article('143/2016/NĐ-CP', 6, 1),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result:
      'Quyết định về việc trợ cấp đối với trẻ em mầm non là con công nhân, người lao động làm việc tại khu công nghiệp',
  }),
})
