import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { choice, date, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.013227',
  name: 'Gia hạn giấy phép xây dựng đối với công trình cấp III, cấp IV (công trình Không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Sửa chữa, cải tạo/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: [
    article('50/2014/QH13', 99),
    document('62/2020/QH14', 'sửa đổi Luật Xây dựng'),
    document('175/2024/NĐ-CP', 'Mẫu số 02 Phụ lục II'),
    document('140/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('14/2026/NĐ-CP'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 56/QĐ-BXD',
  assumed: [
    dayNotFound,
    'Thời hạn của từng bước là phân chia nội bộ; không văn bản nào chia 05 ngày làm việc.',
    'Đã gia hạn hai lần, đã khởi công hoặc giấy phép đã hết hiệu lực khởi công: từ chối, hướng dẫn cấp giấy phép mới.',
    'Chưa khởi công được tin theo lời khai; không văn bản nào buộc kiểm tra thực địa.',
    'Lệ phí của HĐND Thành phố chưa tìm thấy; ghi 0 đồng như trang công bố (“Miễn phí”).',
  ],
  connecting: 'object',
  form: {
    ownerName: text('Tên chủ đầu tư, chủ hộ', 500),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ đầu tư hoặc người đại diện'),
    ownerAddress: text('Địa chỉ liên hệ', 500),
    site: text('Địa điểm xây dựng: lô đất, số nhà, đường, xã hoặc phường', 500),
    work: text('Công trình, loại, cấp', 500),
    permit: text('Giấy phép xây dựng đã cấp: số, cơ quan cấp', 500),
    startBy: date('Hạn phải khởi công theo giấy phép'),
    extended: choice('Đã được gia hạn', { never: 'Chưa lần nào', once: 'Một lần' }),
    reason: text('Lý do chưa khởi công', 2000),
    finishOn: date('Dự kiến hoàn thành'),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị gia hạn giấy phép xây dựng (Mẫu số 02 Phụ lục II, 175/2024/NĐ-CP)',
      originals: 1,
    },
    permit: { name: 'Bản chính giấy phép xây dựng đã cấp', originals: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: {
      name: 'Đối chiếu hạn khởi công, số lần đã gia hạn',
      do: 'review',
      by: 'economy',
      within: workingDays(3),
      basis: article('50/2014/QH13', 99, 1),
    },
    sign: {
      name: 'Ký gia hạn 12 tháng',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('50/2014/QH13', 99, 1),
    },
    issue: { do: 'issue', result: 'Giấy phép xây dựng được gia hạn' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(5) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(9.5) },
    { path: 'receive review:refused', ends: 'refused', spent: workingDays(3.5) },
    {
      path: 'receive review:incomplete supplement receive review sign:refused',
      ends: 'refused',
      spent: workingDays(5),
    },
  ],
})
