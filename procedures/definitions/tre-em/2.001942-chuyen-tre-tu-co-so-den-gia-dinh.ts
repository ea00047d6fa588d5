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
  code: '2.001942',
  name: 'Chuyển trẻ em đang được chăm sóc thay thế tại cơ sở trợ giúp xã hội đến cá nhân, gia đình nhận chăm sóc thay thế',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: documents('56/2017/NĐ-CP'),
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
      name: 'Giấy khai sinh hoặc chứng minh nhân dân hoặc căn cước công dân',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu Hộ tịch điện tử',
      askedBy: article('56/2017/NĐ-CP', 38, 3),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result:
      'Quyết định về việc chuyển trẻ em đang được chăm sóc thay thế tại cơ sở trợ giúp xã hội đến cá nhân, gia đình nhận chăm sóc thay thế',
  }),
})
