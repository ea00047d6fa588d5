import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, date, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.013137',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự chuyển đến khi thay đổi nơi cư trú hoặc nơi làm việc, học tập',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: [
    article('78/2015/QH13', 17, 2),
    article('13/2016/NĐ-CP', 7, 2),
    document('220/2025/NĐ-CP', 'sửa đổi 13/2016/NĐ-CP'),
  ],
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [
    'Trực tiếp 01 ngày, trực tuyến 02 giờ: lấy một ngày làm việc cho mọi kênh, kể cả bưu chính, không công bố; chia theo giờ cho các bước.',
    'Trang chỉ ghi 0 đồng khi nộp trực tiếp; hai kênh kia cũng ghi 0 đồng.',
    'Đến đăng ký quá 10 ngày sau khi chuyển vẫn được tiếp nhận; xử phạt là việc khác.',
    'Báo cáo lên cấp trên trong 10 ngày là việc sau khi trả kết quả.',
    'Tên kết quả đặt theo việc “hoàn thành đăng ký” mà bản công bố ghi.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi cư trú, làm việc hoặc học tập mới', 500),
    movedFrom: text('Nơi đã đăng ký trước đây', 500),
    arrivedOn: date('Ngày đến'),
    standing: choice('Đang đăng ký là', {
      ready: 'Công dân sẵn sàng nhập ngũ',
      reserve: 'Quân nhân dự bị',
    }),
    introduction: text('Giấy giới thiệu di chuyển: số, ngày, nơi cấp'),
    occupation: text('Nghề nghiệp, nơi làm việc hoặc học tập', 500),
  },
  papers: {
    introduction: {
      name: 'Giấy giới thiệu di chuyển đăng ký nghĩa vụ quân sự hoặc di chuyển quân nhân dự bị',
      originals: 1,
    },
    sheet: { name: 'Phiếu quân nhân dự bị, với quân nhân dự bị', sometimes: true, originals: 1 },
    residence: {
      name: 'Giấy xác nhận thông tin về cư trú, hoặc quyết định về nơi làm việc, học tập mới',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('13/2016/NĐ-CP', 7, 2),
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'military', within: workingHours(2) },
    review: {
      name: 'Đối chiếu giấy giới thiệu, vào sổ đăng ký',
      do: 'review',
      by: 'military',
      within: workingHours(2),
      basis: article('13/2016/NĐ-CP', 7, 2),
    },
    sheet: {
      name: 'Lập Phiếu quân nhân dự bị',
      do: 'review',
      by: 'military',
      when: (form) => form.standing.is('reserve'),
      within: workingHours(2),
      basis: article('13/2016/NĐ-CP', 7, 2),
    },
    sign: {
      name: 'Ký xác nhận đăng ký chuyển đến',
      do: 'sign',
      by: 'militaryChief',
      within: workingHours(2),
      backTo: 'review',
      notBy: ['review'],
    },
    issue: { do: 'issue', result: 'Xác nhận hoàn thành đăng ký nghĩa vụ quân sự chuyển đến' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { standing: 'ready' },
      ends: 'issued',
      spent: workingHours(6),
    },
    {
      path: 'receive review sheet sign:returned review sheet sign issue',
      given: { standing: 'reserve' },
      ends: 'issued',
      spent: workingHours(14),
    },
    { path: 'receive review:refused', given: { standing: 'ready' }, ends: 'refused', spent: workingHours(4) },
    {
      path: 'receive review:incomplete supplement receive review sheet sign issue',
      given: { standing: 'reserve' },
      ends: 'issued',
      spent: workingDays(1),
    },
  ],
})
