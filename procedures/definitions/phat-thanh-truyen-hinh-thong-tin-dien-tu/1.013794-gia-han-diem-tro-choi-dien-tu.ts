import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013794',
  name: 'Gia hạn giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng',
  field: 'Phát thanh, truyền hình và thông tin điện tử',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng',
  }),
})
