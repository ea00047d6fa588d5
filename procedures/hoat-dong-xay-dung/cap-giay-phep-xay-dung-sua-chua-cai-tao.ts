import { days } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, count, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.013229',
  name: 'Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV (công trình Không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: [
    article('50/2014/QH13', 96),
    article('50/2014/QH13', 102),
    document('62/2020/QH14', 'sửa đổi Luật Xây dựng'),
    article('175/2024/NĐ-CP', 50),
    article('175/2024/NĐ-CP', 53),
    article('175/2024/NĐ-CP', 59),
    document('140/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('14/2026/NĐ-CP'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 56/QĐ-BXD',
  assumed: [
    dayNotFound,
    'Bản này chỉ giải quyết nhà ở riêng lẻ: 15 ngày. Công trình khác có 20 ngày và bộ giấy tờ khác, chưa viết.',
    'Mười lăm ngày là ngày dương lịch, vì cùng trang viết “ngày làm việc” ở chỗ khác.',
    'Cơ quan trả lời trong 12 ngày kể từ khi được hỏi. Lấy ý kiến nối tiếp thẩm định chứ không song song, nên mỗi bước còn lại chỉ có 01 ngày.',
    'Trang công bố nói “cơ quan quản lý nhà nước liên quan”; ở đây hỏi Sở Xây dựng, chỉ khi ngôi nhà hoặc khu đất thuộc diện phải hỏi.',
    'Lệ phí của HĐND Thành phố chưa tìm thấy; ghi 0 đồng như trang công bố (“Miễn phí”).',
  ],
  connecting: 'object',
  form: {
    ownerName: text('Họ và tên chủ đầu tư'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ đầu tư'),
    site: text('Địa điểm xây dựng: lô đất, số nhà, đường, xã hoặc phường', 500),
    ownership: text('Giấy tờ về quyền sở hữu, quản lý, sử dụng nhà: số, ngày, nơi cấp', 500),
    works: choice('Nội dung', {
      structure: 'Sửa chữa, cải tạo kết cấu chịu lực',
      facade: 'Mặt ngoài nhà',
      use: 'Công năng sử dụng',
      size: 'Diện tích, chiều cao, số tầng',
    }),
    present: text('Hiện trạng phần được sửa chữa, cải tạo', 2000),
    planned: text('Nội dung sửa chữa, cải tạo', 2000),
    storeys: count('Số tầng sau cải tạo', 1, 50),
    floorAreaSquareMetres: count('Tổng diện tích sàn sau cải tạo, m²', 1, 100_000),
    designer: optional(text('Tổ chức, cá nhân thiết kế, thẩm tra; mã số chứng chỉ', 500)),
    mustConsult: yesNo(
      'Thuộc diện phải lấy ý kiến cơ quan quản lý nhà nước (di tích, bảo tồn, hành lang bảo vệ)',
    ),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép sửa chữa, cải tạo (Mẫu số 1 Phụ lục II, 175/2024/NĐ-CP)',
      originals: 1,
    },
    ownership: {
      name: 'Giấy tờ chứng minh quyền sở hữu, quản lý, sử dụng nhà, giấy tờ hợp pháp về đất đai',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('175/2024/NĐ-CP', 59, 2),
    },
    present: {
      name: 'Bản vẽ hiện trạng và ảnh chụp phần được sửa chữa, cải tạo',
      originals: 1,
    },
    drawings: { name: 'Bản vẽ thiết kế xây dựng', originals: 2 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: days(15),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: days(1) },
    inspect: {
      name: 'Thẩm định hồ sơ, kiểm tra thực địa',
      do: 'inspect',
      by: 'economy',
      within: days(1),
      onFailed: 'supplement',
      basis: article('175/2024/NĐ-CP', 50),
    },
    consult: {
      name: 'Lấy ý kiến cơ quan quản lý nhà nước',
      do: 'consult',
      when: (form) => form.mustConsult.is(true),
      bodies: { construction: { by: 'specialist', at: 'department' } },
      within: days(12),
      silenceConsents: article('50/2014/QH13', 102),
      onDisagreed: { backTo: 'inspect' },
    },
    sign: { do: 'sign', by: 'chair', within: days(1), backTo: 'inspect', notBy: ['inspect'] },
    issue: { do: 'issue', result: 'Giấy phép xây dựng sửa chữa, cải tạo, kèm hồ sơ thiết kế đóng dấu' },
  },
  examples: [
    { path: 'receive inspect sign issue', given: { mustConsult: false }, ends: 'issued', spent: days(3) },
    {
      path: 'receive inspect consult sign issue',
      given: { mustConsult: true },
      ends: 'issued',
      spent: days(15),
    },
    {
      path: 'receive inspect consult:silent sign:returned inspect consult sign issue',
      given: { mustConsult: true },
      ends: 'issued',
      spent: days(29),
    },
    {
      path: 'receive inspect consult:disagreed inspect:failed supplement receive inspect:failed supplement receive inspect:failed',
      given: { mustConsult: true },
      ends: 'refused',
      spent: days(2),
    },
    { path: 'receive inspect sign:refused', given: { mustConsult: false }, ends: 'refused', spent: days(3) },
  ],
})
