import { workingDays } from '../../domain/calendar.ts'
import { document } from '../grammar/basis.ts'
import { all, not } from '../grammar/condition.ts'
import { notFound } from '../grammar/evidence.ts'
import { choice, date, dong, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '2.000720',
  name: 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
  field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
  edition: '2025-07-01',
  basis: [
    document('168/2025/NĐ-CP', 'chương về hộ kinh doanh: đăng ký thay đổi'),
    document('59/2020/QH14'),
    document('68/2025/TT-BTC', 'biểu mẫu'),
    document('85/2019/TT-BTC', 'lệ phí do HĐND cấp tỉnh quyết định'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2353/QĐ-BTC',
  assumed: [
    'Ba ngày làm việc theo trình tự trên trang; ô thời hạn của trang ghi 1 mà không có đơn vị. Không văn bản nào chia cho các bước.',
    'Cơ quan đăng ký kinh doanh cấp xã là Phòng Kinh tế; trưởng phòng ký. Dữ liệu chưa tách trưởng phòng với công chức, nên không đặt tách nhiệm vụ.',
    'Một hồ sơ ghi một nội dung thay đổi chính; nội dung khác viết trong phần mô tả.',
    'Cơ quan thuế chưa là một nơi trong hệ thống: việc chuyển trụ sở đã làm với thuế do công chức đối chiếu qua trao đổi dữ liệu.',
    'Nộp trực tuyến ghi 0 đồng theo 77/2025/NQ-HĐND của Hà Nội, có từ 01/01/2026; hồ sơ trước ngày đó chưa có mức riêng.',
    notFound.fee,
  ],
  connecting: 'seat',
  form: {
    businessName: text('Tên hộ kinh doanh'),
    registrationNumber: text('Mã số hộ kinh doanh, mã số đăng ký hộ kinh doanh', 50),
    seat: text('Địa chỉ trụ sở đang đăng ký', 500),
    foundedBy: choice('Hộ kinh doanh do', {
      person: 'Cá nhân thành lập',
      household: 'Các thành viên hộ gia đình thành lập',
      group: 'Nhóm cá nhân thành lập trước ngày 168/2025/NĐ-CP có hiệu lực',
    }),
    changes: choice('Nội dung thay đổi', {
      name: 'Tên hộ kinh doanh',
      seat: 'Địa chỉ trụ sở',
      owner: 'Chủ hộ kinh doanh',
      members: 'Thành viên hộ gia đình đăng ký',
      capital: 'Vốn kinh doanh',
      activity: 'Ngành, nghề kinh doanh',
      tax: 'Nội dung đăng ký thuế',
    }),
    changedOn: date('Ngày có thay đổi'),
    changeText: text('Nội dung sau khi thay đổi', 2000),
    newCapitalDong: optional(dong('Vốn kinh doanh mới')),
    taxOfficeChanges: yesNo('Đổi trụ sở làm đổi cơ quan thuế quản lý trực tiếp'),
    ownerChange: optional(text('Lý do đổi chủ hộ: ủy quyền lại, chết, mất tích, mất năng lực', 500)),
    ownerName: text('Họ và tên chủ hộ kinh doanh'),
    ownerBornOn: date('Ngày sinh chủ hộ kinh doanh'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ hộ kinh doanh'),
  },
  papers: {
    request: {
      name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký hộ kinh doanh, do chủ hộ kinh doanh ký',
      originals: 1,
    },
    minutes: {
      name: 'Biên bản họp nhóm cá nhân, với hộ kinh doanh do nhóm cá nhân thành lập trước ngày 168/2025/NĐ-CP có hiệu lực',
      sometimes: true,
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền của các thành viên hộ gia đình cho chủ hộ mới, hoặc của thành viên mới cho chủ hộ, đã công chứng hoặc chứng thực',
      sometimes: true,
      copies: 1,
    },
    court: {
      name: 'Giấy chứng tử hoặc quyết định của Tòa án (đã chết, mất tích, hạn chế hoặc mất năng lực hành vi dân sự), khi đổi chủ hộ vì lý do đó',
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
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    tax: {
      name: 'Đối chiếu việc chuyển trụ sở với cơ quan thuế',
      do: 'review',
      by: 'economy',
      when: (form) => all(form.changes.is('seat'), form.taxOfficeChanges.is(true)),
      within: workingDays(0.5),
      basis: document('168/2025/NĐ-CP', 'làm thủ tục với cơ quan thuế trước khi đổi trụ sở'),
    },
    review: {
      name: 'Xem xét tính hợp lệ của hồ sơ',
      do: 'review',
      by: 'economy',
      within: workingDays(1.5),
    },
    sign: {
      name: 'Ký, cập nhật cơ sở dữ liệu về đăng ký hộ kinh doanh',
      do: 'sign',
      by: 'economy',
      within: workingDays(0.75),
      backTo: 'review',
    },
    certify: {
      name: 'Cấp Giấy chứng nhận',
      do: 'issue',
      when: (form) => not(form.changes.is('tax')),
      result: 'Giấy chứng nhận đăng ký hộ kinh doanh',
    },
    update: {
      name: 'Thông báo đã cập nhật',
      do: 'issue',
      when: (form) => form.changes.is('tax'),
      result: 'Cập nhật thông tin thay đổi trong cơ sở dữ liệu về đăng ký hộ kinh doanh',
    },
  },
  examples: [
    {
      path: 'receive tax review sign certify',
      given: { changes: 'seat', taxOfficeChanges: true },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive tax review sign:returned review sign certify',
      given: { changes: 'seat', taxOfficeChanges: true },
      ends: 'issued',
      spent: workingDays(5.25),
    },
    {
      path: 'receive review sign certify',
      given: { changes: 'owner', taxOfficeChanges: false },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive review sign update',
      given: { changes: 'tax', taxOfficeChanges: false },
      ends: 'issued',
      spent: workingDays(2.5),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { changes: 'name', taxOfficeChanges: false },
      ends: 'refused',
      spent: workingDays(1.75),
    },
    {
      path: 'receive tax:refused',
      given: { changes: 'seat', taxOfficeChanges: true },
      ends: 'refused',
      spent: workingDays(0.75),
    },
  ],
})
