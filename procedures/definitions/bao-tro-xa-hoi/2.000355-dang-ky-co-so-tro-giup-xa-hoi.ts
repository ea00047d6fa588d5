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
  code: '2.000355',
  name: 'Đăng ký hoạt động đối với cơ sở trợ giúp xã hội dưới 10 đối tượng có hoàn cảnh khó khăn',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: documents('103/2017/NĐ-CP'),
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    identity: {
      name: 'Phiếu lý lịch tư pháp; Bản sao giấy chứng minh nhân dân hoặc Căn cước hoặc Căn cước hoặc hộ chiếu hoặc chứng thực cá nhân hợp pháp khác của người đứng đầu, nhân viên của cơ sở',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư: Cơ sở dữ liệu về lý lịch tư pháp',
      askedBy: article('103/2017/NĐ-CP', 46, 2),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result:
      'Văn bản trả lời về việc đăng ký hoạt động đối với cơ sở trợ giúp xã hội dưới 10 đối tượng có hoàn cảnh khó khăn',
  }),
})
