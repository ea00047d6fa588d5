import { workingDays, workingHours } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000575',
  name: 'Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh, Cấp đổi sang Giấy chứng nhận đăng ký hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: [
    document('168/2025/NĐ-CP', 'chương về hộ kinh doanh: cấp lại Giấy chứng nhận'),
    document('59/2020/QH14'),
    document('68/2025/TT-BTC', 'biểu mẫu'),
    document('85/2019/TT-BTC', 'lệ phí do HĐND cấp tỉnh quyết định'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [
    'Bản này chỉ giải quyết cấp lại: 01 ngày làm việc. Cấp đổi (03 ngày) đi cùng đăng ký thay đổi hoặc tạm ngừng, nên nộp ở các thủ tục đó.',
    'Một ngày làm việc được chia theo giờ cho các bước; không văn bản nào chia.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Bản cũ còn lại (rách, nát) không phải nộp; không văn bản nào đọc được buộc thu hồi.',
    'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.',
    notFound.fee,
  ],
  connecting: 'seat',
  form: {
    businessName: text('Tên hộ kinh doanh'),
    registrationNumber: text('Mã số hộ kinh doanh, mã số đăng ký hộ kinh doanh', 50),
    seat: text('Địa chỉ trụ sở hộ kinh doanh', 500),
    ownerName: text('Họ và tên chủ hộ kinh doanh'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ kinh doanh'),
    issuedOn: optional(date('Ngày cấp Giấy chứng nhận')),
    reason: choice('Lý do', {
      lost: 'Mất',
      burnt: 'Cháy',
      torn: 'Rách, nát',
      destroyed: 'Bị tiêu hủy dưới hình thức khác',
    }),
    account: optional(text('Hoàn cảnh mất, cháy, hư hỏng', 1000)),
  },
  papers: {
    request: { name: 'Giấy đề nghị cấp lại Giấy chứng nhận đăng ký hộ kinh doanh', originals: 1 },
    mandate: {
      name: 'Văn bản ủy quyền, hoặc hợp đồng dịch vụ và giấy giới thiệu, khi nộp qua người khác',
      sometimes: true,
      copies: 1,
    },
    identity: {
      name: 'Thẻ căn cước của người ủy quyền, khi chưa có tài khoản định danh điện tử',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: null, post: null },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    review: {
      name: 'Đối chiếu cơ sở dữ liệu về đăng ký hộ kinh doanh',
      do: 'review',
      by: 'economy',
      within: workingHours(4),
    },
    sign: {
      name: 'Ký Giấy chứng nhận cấp lại',
      do: 'sign',
      by: 'economy',
      within: workingHours(3),
      backTo: 'review',
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận đăng ký hộ kinh doanh cấp lại' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(1) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingHours(15) },
    { path: 'receive review:refused', ends: 'refused', spent: workingHours(5) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(1),
    },
  ],
})
