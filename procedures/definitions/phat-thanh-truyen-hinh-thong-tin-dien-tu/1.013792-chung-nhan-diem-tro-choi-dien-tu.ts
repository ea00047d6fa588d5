import {
  article,
  commune,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013792',
  name: 'Cấp giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng',
  field: 'Phát thanh, truyền hình và thông tin điện tử',
  edition: '2025-07-01',
  basis: documents('147/2024/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    identity: {
      name: 'Giấy chứng minh nhân dân/căn cước công dân',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('147/2024/NĐ-CP', 64, 1),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng',
  }),
})
