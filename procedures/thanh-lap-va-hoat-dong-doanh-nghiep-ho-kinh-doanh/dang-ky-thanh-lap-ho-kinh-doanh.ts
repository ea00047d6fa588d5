import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, date, dong, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001612',
  name: 'Đăng ký thành lập hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: [
    article('168/2025/NĐ-CP', 85, 2),
    document('59/2020/QH14'),
    document('68/2025/TT-BTC', 'biểu mẫu'),
    document('85/2019/TT-BTC', 'lệ phí do HĐND cấp tỉnh quyết định'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [
    'Lệ phí 100.000 đồng tại quầy và qua bưu chính: nghị quyết của HĐND Thành phố chưa tìm thấy; 150.000 và 50.000 đồng trên trang là của tỉnh khác.',
    'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.',
    'Ba ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Trao đổi mã số thuế với cơ quan thuế nằm trong bước thẩm định.',
    'Không đủ điều kiện thì thông báo sửa đổi, bổ sung; vẫn không đủ thì từ chối.',
  ],
  connecting: 'seat',
  form: {
    businessName: text('Tên hộ kinh doanh'),
    seat: text('Địa chỉ trụ sở hộ kinh doanh', 500),
    activity: text('Ngành, nghề kinh doanh', 1000),
    capitalDong: dong('Vốn kinh doanh'),
    startsOn: date('Ngày bắt đầu hoạt động'),
    founder: choice('Chủ thể thành lập', { person: 'Cá nhân', household: 'Các thành viên hộ gia đình' }),
    ownerName: text('Họ và tên chủ hộ kinh doanh'),
    ownerBornOn: date('Ngày sinh chủ hộ kinh doanh'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ kinh doanh'),
    ownerResidence: text('Nơi cư trú của chủ hộ kinh doanh', 500),
  },
  papers: {
    request: { name: 'Giấy đề nghị đăng ký hộ kinh doanh', originals: 1 },
    authorisation: {
      name: 'Văn bản ủy quyền của thành viên hộ gia đình cho một thành viên làm chủ hộ, đã công chứng hoặc chứng thực',
      copies: 1,
    },
    identity: {
      name: 'Thẻ căn cước của người ủy quyền, khi chưa có tài khoản định danh điện tử',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: 100_000, post: 100_000 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    review: {
      name: 'Kiểm tra điều kiện cấp đăng ký',
      do: 'review',
      by: 'economy',
      within: workingDays(2),
      basis: article('168/2025/NĐ-CP', 85, 2),
    },
    sign: {
      name: 'Ký Giấy chứng nhận',
      do: 'sign',
      by: 'economy',
      within: workingDays(0.75),
      backTo: 'review',
    },
    issue: { do: 'issue', result: 'Giấy chứng nhận đăng ký hộ kinh doanh' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.75) },
    { path: 'receive review:refused', ends: 'refused', spent: workingDays(2.25) },
    {
      path: 'receive review:incomplete supplement receive review sign issue',
      ends: 'issued',
      spent: workingDays(3),
    },
    { path: 'receive withdraw', ends: 'withdrawn', spent: workingDays(0.25) },
  ],
})
