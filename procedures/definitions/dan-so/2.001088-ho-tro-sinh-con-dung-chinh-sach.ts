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
  code: '2.001088',
  name: 'Xét hưởng chính sách hỗ trợ cho đối tượng sinh con đúng chính sách dân số',
  field: 'Dân số',
  edition: '2025-07-01',
  basis: documents('07/2016/TTLT-BYT-BTC-BLĐTBXH'),
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    marriage: {
      name: 'Giấy đăng ký kết hôn đối với đối tượng hưởng chính sách là người dân tộc Kinh có chồng là người dân tộc thiểu số',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('07/2016/TTLT-BYT-BTC-BLĐTBXH', 4, 2),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Quyết định về việc xét hưởng chính sách hỗ trợ cho đối tượng sinh con đúng chính sách dân số',
  }),
})
