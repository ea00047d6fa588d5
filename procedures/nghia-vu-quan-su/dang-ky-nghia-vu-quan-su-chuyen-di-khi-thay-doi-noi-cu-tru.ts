import { workingDays, workingHours } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, date, identityNumber, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.013134',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự chuyển đi khi thay đổi nơi cư trú hoặc nơi làm việc, học tập',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: [
    article('78/2015/QH13', 17, 2),
    article('13/2016/NĐ-CP', 7, 1),
    document('104/2022/NĐ-CP', 'giấy tờ về cư trú thay sổ hộ khẩu'),
  ],
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [
    'Một ngày được đọc là một ngày làm việc và chia theo giờ cho các bước; không văn bản nào chia.',
    'Chỉ công bố nộp trực tiếp; ba kênh đều ghi 0 đồng.',
    'Báo cáo lên cấp trên trong 10 ngày là việc sau khi trả kết quả; Ban Chỉ huy Quân sự cấp huyện mà bản công bố còn nhắc đã không còn từ 01/7/2025.',
    'Cơ quan, tổ chức không có Ban Chỉ huy Quân sự tổ chức cho công dân đăng ký: hồ sơ vẫn của từng người.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi cư trú hiện nay', 500),
    standing: choice('Đang đăng ký là', {
      ready: 'Công dân sẵn sàng nhập ngũ',
      reserve: 'Quân nhân dự bị',
    }),
    certificate: text('Giấy chứng nhận đăng ký: số, ngày cấp'),
    moves: choice('Thay đổi', {
      residence: 'Nơi cư trú',
      work: 'Nơi làm việc',
      study: 'Nơi học tập',
    }),
    movesTo: text('Nơi đến', 500),
    movesOn: date('Ngày chuyển'),
  },
  papers: {
    certificate: {
      name: 'Bản chụp Giấy chứng nhận đăng ký nghĩa vụ quân sự hoặc đăng ký quân nhân dự bị (mang bản chính để đối chiếu)',
      copies: 1,
    },
    residence: {
      name: 'Bản chụp giấy tờ về nơi cư trú mới',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('13/2016/NĐ-CP', 7, 1),
    },
    work: {
      name: 'Bản chụp quyết định của cơ quan, tổ chức về nơi làm việc, học tập mới, khi thay đổi nơi đó',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'military', within: workingHours(2) },
    review: {
      name: 'Đối chiếu sổ đăng ký',
      do: 'review',
      by: 'military',
      within: workingHours(2),
      basis: article('13/2016/NĐ-CP', 7, 1),
    },
    sheet: {
      name: 'Lập Phiếu quân nhân dự bị chuyển đi',
      do: 'review',
      by: 'military',
      when: (form) => form.standing.is('reserve'),
      within: workingHours(2),
      basis: article('13/2016/NĐ-CP', 7, 1),
    },
    sign: {
      name: 'Ký giấy giới thiệu, đưa ra khỏi sổ đăng ký',
      do: 'sign',
      by: 'militaryChief',
      within: workingHours(2),
      backTo: 'review',
      notBy: ['review'],
      basis: article('13/2016/NĐ-CP', 7, 1),
    },
    introduce: {
      name: 'Cấp giấy giới thiệu cho công dân',
      do: 'issue',
      when: (form) => form.standing.is('ready'),
      result: 'Giấy giới thiệu di chuyển đăng ký nghĩa vụ quân sự',
    },
    introduceReserve: {
      name: 'Cấp giấy giới thiệu cho quân nhân dự bị',
      do: 'issue',
      when: (form) => form.standing.is('reserve'),
      result: 'Giấy giới thiệu di chuyển quân nhân dự bị, Phiếu quân nhân dự bị',
    },
  },
  examples: [
    {
      path: 'receive review sign introduce',
      given: { standing: 'ready' },
      ends: 'issued',
      spent: workingHours(6),
    },
    {
      path: 'receive review sheet sign:returned review sheet sign introduceReserve',
      given: { standing: 'reserve' },
      ends: 'issued',
      spent: workingHours(14),
    },
    { path: 'receive review:refused', given: { standing: 'ready' }, ends: 'refused', spent: workingHours(4) },
    {
      path: 'receive review:incomplete supplement receive review sheet sign introduceReserve',
      given: { standing: 'reserve' },
      ends: 'issued',
      spent: workingDays(1),
    },
  ],
})
