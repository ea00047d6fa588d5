import { workingDays, workingHours } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001570',
  name: 'Tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã thông báo của hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: [
    document('168/2025/NĐ-CP', 'chương về hộ kinh doanh: tạm ngừng, tiếp tục kinh doanh'),
    document('59/2020/QH14'),
    document('68/2025/TT-BTC', 'biểu mẫu'),
    document('85/2019/TT-BTC', 'lệ phí do HĐND cấp tỉnh quyết định'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [
    'Một ngày làm việc được chia theo giờ cho các bước; không văn bản nào chia.',
    'Nộp chậm nhất 03 ngày làm việc trước ngày tạm ngừng hoặc tiếp tục: công chức đối chiếu, hệ thống không tự từ chối.',
    'Tạm ngừng dưới 15 ngày không phải đăng ký: từ chối và hướng dẫn.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.',
    notFound.fee,
  ],
  connecting: 'seat',
  form: {
    businessName: text('Tên hộ kinh doanh'),
    registrationNumber: text('Mã số hộ kinh doanh, mã số đăng ký hộ kinh doanh', 50),
    seat: text('Địa chỉ trụ sở hộ kinh doanh', 500),
    foundedBy: choice('Hộ kinh doanh do', {
      person: 'Cá nhân thành lập',
      household: 'Các thành viên hộ gia đình thành lập',
      group: 'Nhóm cá nhân thành lập trước ngày 168/2025/NĐ-CP có hiệu lực',
    }),
    ownerName: text('Họ và tên chủ hộ kinh doanh'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ kinh doanh'),
    asks: choice('Đăng ký', {
      suspend: 'Tạm ngừng kinh doanh',
      resume: 'Tiếp tục kinh doanh trước thời hạn đã đăng ký',
    }),
    startsOn: date('Từ ngày'),
    endsOn: optional(date('Đến ngày, khi tạm ngừng')),
    reason: text('Lý do', 1000),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị đăng ký tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã đăng ký',
      originals: 1,
    },
    minutes: {
      name: 'Biên bản họp nhóm cá nhân, với hộ kinh doanh do nhóm cá nhân thành lập trước ngày 168/2025/NĐ-CP có hiệu lực',
      sometimes: true,
      originals: 1,
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
      name: 'Xem xét tính hợp lệ, thời điểm nộp',
      do: 'review',
      by: 'economy',
      within: workingHours(4),
      basis: document('168/2025/NĐ-CP', 'chậm nhất 03 ngày làm việc trước ngày tạm ngừng hoặc tiếp tục'),
    },
    sign: {
      name: 'Ký giấy xác nhận, cập nhật tình trạng pháp lý',
      do: 'sign',
      by: 'economy',
      within: workingHours(3),
      backTo: 'review',
    },
    suspended: {
      name: 'Trả giấy xác nhận tạm ngừng',
      do: 'issue',
      when: (form) => form.asks.is('suspend'),
      result: 'Giấy xác nhận về việc hộ kinh doanh đăng ký tạm ngừng kinh doanh',
    },
    resumed: {
      name: 'Trả giấy xác nhận tiếp tục',
      do: 'issue',
      when: (form) => form.asks.is('resume'),
      result: 'Giấy xác nhận về việc hộ kinh doanh đăng ký tiếp tục kinh doanh trước thời hạn',
    },
  },
  examples: [
    {
      path: 'receive review sign suspended',
      given: { asks: 'suspend' },
      ends: 'issued',
      spent: workingDays(1),
    },
    {
      path: 'receive review sign:returned review sign resumed',
      given: { asks: 'resume' },
      ends: 'issued',
      spent: workingHours(15),
    },
    { path: 'receive review:refused', given: { asks: 'suspend' }, ends: 'refused', spent: workingHours(5) },
    {
      path: 'receive review:incomplete supplement receive review sign suspended',
      given: { asks: 'suspend' },
      ends: 'issued',
      spent: workingDays(1),
    },
  ],
})
