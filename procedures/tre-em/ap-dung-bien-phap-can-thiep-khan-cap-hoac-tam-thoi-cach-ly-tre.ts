import { workingHours } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.004946',
  name: 'Áp dụng biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em khỏi môi trường hoặc người gây tổn hại cho trẻ em',
  field: 'Trẻ em',
  edition: '2025-07-01',
  basis: [
    article('102/2016/QH13', 50),
    article('102/2016/QH13', 52),
    article('56/2017/NĐ-CP', 25),
    article('56/2017/NĐ-CP', 26),
    article('56/2017/NĐ-CP', 31),
    article('56/2017/NĐ-CP', 32),
  ],
  source:
    'Nghị định 56/2017/NĐ-CP, Điều 25, 26, 31, 32; quy trình nội bộ 2022/QĐ-UBND ngày 27/11/2025 của Cao Bằng; danh mục thủ tục cấp xã của Vĩnh Bảo, Hải Phòng',
  assumed: [
    'Luật nói 12 giờ kể từ khi nhận thông tin, kể cả ban đêm và ngày nghỉ; hệ thống chỉ đếm giờ làm việc, nên người trực phải hành động trước hạn hệ thống ghi.',
    'Giờ của từng bước là của quy trình Cao Bằng; quy trình của Hà Nội chưa tìm thấy.',
    'Công an cấp xã, cơ sở khám bệnh, Tổng đài 111 không có bàn làm việc ở lĩnh vực này: công chức kết nối và ghi nhận.',
    'Không có nguy cơ hoặc thông tin không đúng: kết thúc bằng văn bản không áp dụng biện pháp.',
    'Gia hạn, hủy bỏ cách ly (tối đa 15 ngày) là quyết định sau, không nằm trong hồ sơ này.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    reporterName: optional(text('Họ và tên, cơ quan của người báo tin')),
    reporterPhone: optional(text('Số điện thoại người báo tin', 20)),
    childName: optional(text('Họ và tên trẻ em')),
    childBorn: optional(text('Ngày sinh hoặc tuổi ước đoán', 50)),
    childIdentityNumber: optional(identityNumber('Số định danh cá nhân của trẻ em')),
    residence: text('Nơi ở hoặc nơi xảy ra vụ việc', 500),
    harm: choice('Tình trạng', {
      violence: 'Bị bạo lực',
      sexual: 'Bị xâm hại tình dục',
      exploited: 'Bị bóc lột',
      abandoned: 'Bị bỏ rơi, bỏ mặc',
      other: 'Nguy cơ khác về tính mạng, sức khỏe, nhân phẩm',
    }),
    byCarer: yesNo('Người gây tổn hại là cha, mẹ hoặc người chăm sóc'),
    injured: yesNo('Cần cấp cứu, khám bệnh ngay'),
    account: text('Điều đã xảy ra, tình trạng hiện tại của trẻ em', 4000),
  },
  papers: {
    intake: {
      name: 'Báo cáo tiếp nhận thông tin (Mẫu số 01, 56/2017/NĐ-CP), do nơi tiếp nhận ghi',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingHours(12),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    protect: {
      name: 'Cùng Công an ngăn chặn, kiểm tra tính xác thực',
      do: 'inspect',
      by: 'socialAffairs',
      within: workingHours(4),
      onFailed: 'refuse',
      basis: article('56/2017/NĐ-CP', 31, 3),
    },
    assess: {
      name: 'Đánh giá nguy cơ ban đầu, mức độ tổn hại (Mẫu số 02)',
      do: 'review',
      by: 'socialAffairs',
      within: workingHours(3),
      basis: article('56/2017/NĐ-CP', 26, 2),
    },
    sign: {
      name: 'Quyết định biện pháp can thiệp khẩn cấp',
      do: 'sign',
      by: 'chair',
      within: workingHours(2),
      backTo: 'assess',
      notBy: ['assess'],
      basis: article('56/2017/NĐ-CP', 26, 3),
    },
    separate: {
      name: 'Ký quyết định tạm thời cách ly (Mẫu số 07), bố trí nơi tạm trú an toàn',
      do: 'sign',
      by: 'chair',
      when: (form) => form.byCarer.is(true),
      within: workingHours(2),
      backTo: 'assess',
      notBy: ['assess'],
      basis: article('56/2017/NĐ-CP', 32, 2),
    },
    intervened: {
      name: 'Gửi quyết định can thiệp',
      do: 'issue',
      when: (form) => form.byCarer.is(false),
      result: 'Quyết định áp dụng biện pháp can thiệp khẩn cấp',
    },
    separated: {
      name: 'Gửi quyết định cách ly',
      do: 'issue',
      when: (form) => form.byCarer.is(true),
      result: 'Quyết định tạm thời cách ly trẻ em khỏi cha, mẹ, người chăm sóc trẻ em',
    },
  },
  examples: [
    {
      path: 'receive protect assess sign separate separated',
      given: { byCarer: true },
      ends: 'issued',
      spent: workingHours(12),
    },
    {
      path: 'receive protect assess sign:returned assess sign intervened',
      given: { byCarer: false },
      ends: 'issued',
      spent: workingHours(15),
    },
    {
      path: 'receive protect assess sign separate:returned assess sign separate separated',
      given: { byCarer: true },
      ends: 'issued',
      spent: workingHours(19),
    },
    {
      path: 'receive protect:failed',
      given: { byCarer: false },
      ends: 'refused',
      spent: workingHours(5),
    },
    {
      path: 'receive protect assess:refused',
      given: { byCarer: true },
      ends: 'refused',
      spent: workingHours(8),
    },
  ],
})
