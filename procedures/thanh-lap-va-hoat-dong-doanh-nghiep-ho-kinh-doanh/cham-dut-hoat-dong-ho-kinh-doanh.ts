import { workingDays } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, date, identityNumber, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001266',
  name: 'Chấm dứt hoạt động hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: [
    document('168/2025/NĐ-CP', 'chương về hộ kinh doanh: chấm dứt hoạt động'),
    document('59/2020/QH14'),
    document('68/2025/TT-BTC', 'biểu mẫu'),
    document('85/2019/TT-BTC', 'lệ phí do HĐND cấp tỉnh quyết định'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [
    'Năm ngày làm việc theo trình tự trên trang; ô thời hạn của trang ghi 1 mà không có đơn vị. Không văn bản nào chia cho các bước.',
    'Cơ quan thuế chưa là một nơi trong hệ thống: ý kiến đến trong 02 ngày làm việc do Phòng Kinh tế ghi nhận.',
    'Trang cho đi tiếp khi không nhận được ý kiến của cơ quan thuế; điều khoản chưa đọc được, nên hết 02 ngày không tự thành đồng ý: công chức ghi “đồng ý” và chịu trách nhiệm.',
    'Cơ quan thuế từ chối vì chưa hoàn thành nghĩa vụ thuế: hồ sơ kết thúc bằng thông báo từ chối, nộp lại khi đã nộp thuế.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Tên kết quả đặt theo việc chuyển tình trạng và thông báo mà trang mô tả.',
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
    ownerResidence: text('Nơi cư trú của chủ hộ kinh doanh', 500),
    endsOn: date('Ngày chấm dứt hoạt động'),
    reason: text('Lý do chấm dứt', 1000),
    debtsPaid: yesNo('Đã thanh toán hết các khoản nợ, gồm nợ thuế'),
    paidOn: date('Ngày thanh toán hết nợ'),
  },
  papers: {
    notice: { name: 'Thông báo chấm dứt hoạt động hộ kinh doanh', originals: 1 },
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
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    review: {
      name: 'Xem xét hồ sơ, gửi thông tin cho cơ quan thuế',
      do: 'review',
      by: 'economy',
      within: workingDays(1),
    },
    tax: {
      name: 'Ý kiến cơ quan thuế về nghĩa vụ nộp thuế',
      do: 'consult',
      bodies: { taxOffice: { by: 'economy' } },
      within: workingDays(2),
      onDisagreed: 'refuse',
      basis: document('168/2025/NĐ-CP', 'cơ quan thuế gửi ý kiến trong 02 ngày làm việc'),
    },
    sign: {
      name: 'Ký, chuyển tình trạng pháp lý, đăng thông báo',
      do: 'sign',
      by: 'economy',
      within: workingDays(1.75),
      backTo: 'review',
    },
    issue: { do: 'issue', result: 'Thông báo về việc chấm dứt hoạt động của hộ kinh doanh' },
  },
  examples: [
    { path: 'receive review tax sign issue', ends: 'issued', spent: workingDays(5) },
    {
      path: 'receive review tax sign:returned review tax sign issue',
      ends: 'issued',
      spent: workingDays(9.75),
    },
    { path: 'receive review tax:disagreed', ends: 'refused', spent: workingDays(3.25) },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      ends: 'refused',
      spent: workingDays(1.25),
    },
    { path: 'receive review withdraw', ends: 'withdrawn', spent: workingDays(1.25) },
  ],
})
