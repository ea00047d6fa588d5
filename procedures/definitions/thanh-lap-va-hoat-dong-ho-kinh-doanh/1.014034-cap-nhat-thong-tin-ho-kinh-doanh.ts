import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014034',
  name: 'Đăng ký cập nhật, bổ sung thông tin trong hồ sơ đăng ký hộ kinh doanh, hiệu đính thông tin đăng ký hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: documents('59/2020/QH14', '168/2025/NĐ-CP', '68/2025/TT-BTC', '85/2019/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký hộ kinh doanh', originals: 1 },
    certificate: { name: 'Bản sao giấy chứng nhận đăng ký thuế', copies: 1 },
    certificate2: { name: 'Bản sao Giấy chứng nhận đăng ký hộ kinh doanh', copies: 1 },
    declaration: {
      name: 'Đăng ký cập nhật, bổ sung thông tin trong hồ sơ đăng ký hộ kinh doanh',
      originals: 1,
    },
    paper: { name: 'Bổ sung, hiệu đính thông tin đăng ký hộ kinh doanh', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Thông báo bằng văn bản nội dung cần sửa đổi, bổ sung của Cơ quan đăng ký kinh doanh cấp xã',
    total: workingDays(1),
  }),
})
