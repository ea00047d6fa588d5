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
  code: '2.002096',
  name: 'Cấp Giấy chứng nhận sản phẩm công nghiệp nông thôn tiêu biểu cấp xã',
  field: 'Công nghiệp địa phương',
  edition: '2025-07-01',
  basis: documents('26/2014/TT-BCT'),
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    certificate: {
      name: 'Giấy chứng nhận đăng ký doanh nghiệp',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp',
      askedBy: article('26/2014/TT-BCT', 12, 1),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận sản phẩm công nghiệp nông thôn tiêu biểu cấp xã' }),
})
