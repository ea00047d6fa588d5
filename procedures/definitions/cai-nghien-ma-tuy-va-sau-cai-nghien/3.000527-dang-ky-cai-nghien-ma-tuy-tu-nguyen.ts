import {
  article,
  choice,
  date,
  document,
  identityNumber,
  optional,
  procedure,
  text,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000527',
  name: 'Đăng ký cai nghiện ma túy tự nguyện',
  field: 'Tổ chức cai nghiên ma túy và quản lý sau cai nghiện',
  edition: '2025-07-01',
  basis: [
    document('73/2021/QH14'),
    article('116/2021/NĐ-CP', 28, 4),
    document('184/2025/NĐ-CP', 'thẩm quyền sau khi bỏ cấp huyện'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 7886/QĐ-BCA; quy trình nội bộ 2682/QĐ-UBND ngày 20/11/2025 của Vĩnh Long',
  assumed: [
    'Thời gian từng bước là của quy trình Vĩnh Long; quy trình của Hà Nội chưa tìm thấy.',
    'Cán bộ và chỉ huy Công an xã là một bước; văn thư và trả kết quả được tính vào bước của người ký.',
    'Tên lĩnh vực giữ như đã công bố, kể cả chữ “nghiên”.',
    'Người không có nơi cư trú ổn định đăng ký nơi có hành vi vi phạm; nơi đó được nộp là nơi cư trú.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên người nghiện'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân của người nghiện'),
    residence: text('Nơi cư trú, hoặc nơi có hành vi vi phạm', 500),
    determinedOn: date('Ngày có kết quả xác định tình trạng nghiện'),
    place: choice('Nơi cai nghiện', { home: 'Tại gia đình', community: 'Tại cộng đồng' }),
    representativeName: optional(text('Họ và tên người đại diện hợp pháp, khi từ đủ 12 đến dưới 18 tuổi')),
  },
  papers: {
    registration: {
      name: 'Đăng ký cai nghiện ma túy tự nguyện (Mẫu số 22 Phụ lục II, 116/2021/NĐ-CP)',
      originals: 1,
    },
    determination: { name: 'Phiếu kết quả xác định tình trạng nghiện ma túy', copies: 1 },
    identity: { name: 'Căn cước, hộ chiếu hoặc giấy khai sinh của người nghiện', copies: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(3),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.25) },
    review: {
      name: 'Công an xã thẩm định',
      do: 'review',
      by: 'police',
      within: workingDays(1.25),
      basis: article('116/2021/NĐ-CP', 28, 4),
    },
    sign: {
      name: 'Ký quyết định cai nghiện tự nguyện',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
    },
    issue: { do: 'issue', result: 'Quyết định cai nghiện ma túy tự nguyện tại gia đình, cộng đồng' },
  },
  examples: [
    { path: 'receive review sign issue', ends: 'issued', spent: workingDays(3) },
    { path: 'receive review sign:returned review sign issue', ends: 'issued', spent: workingDays(5.75) },
    { path: 'receive review sign:refused', ends: 'refused', spent: workingDays(3) },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      ends: 'refused',
      spent: workingDays(1.5),
    },
  ],
})
