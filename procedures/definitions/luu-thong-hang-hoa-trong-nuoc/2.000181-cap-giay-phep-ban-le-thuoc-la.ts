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
  code: '2.000181',
  name: 'Cấp Giấy phép bán lẻ sản phẩm thuốc lá',
  field: 'Lưu thông hàng hóa trong nước',
  edition: '2025-07-01',
  basis: documents('67/2013/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
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
      askedBy: article('67/2013/NĐ-CP', 27, 3),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy phép bán lẻ sản phẩm thuốc lá' }),
})
