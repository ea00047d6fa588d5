import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014035',
  name: 'Dừng thực hiện thủ tục đăng ký hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: documents('59/2020/QH14', '168/2025/NĐ-CP', '68/2025/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.time, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị dừng thực hiện thủ tục đăng ký hộ kinh doanh', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Thông báo về việc dừng thực hiện thủ tục đăng ký hộ kinh doanh và hủy hồ sơ đăng ký hộ kinh doanh theo quy trình trên Hệ thống thông tin về đăng ký hộ kinh doanh',
  }),
})
