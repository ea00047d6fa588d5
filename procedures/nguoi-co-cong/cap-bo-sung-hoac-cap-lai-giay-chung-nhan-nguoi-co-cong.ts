import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.010814',
  name: 'Cấp bổ sung hoặc cấp lại giấy chứng nhận người có công do ngành Lao động - Thương binh và Xã hội quản lý và giấy chứng nhận thân nhân liệt sĩ',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [article('131/2021/NĐ-CP', 115), article('131/2021/NĐ-CP', 126)],
  source: 'Nghị định 131/2021/NĐ-CP, Điều 115; danh mục kèm theo Quyết định 3783/QĐ của Nghệ An',
  assumed: [
    '12 ngày của cơ quan quản lý hồ sơ được hiểu là ngày làm việc như chặng của xã, để cộng được thành 17 ngày.',
    'Cơ quan quản lý hồ sơ là Sở Nội vụ, tiếp nhận từ ngành Lao động - Thương binh và Xã hội.',
    'Thời hạn của từng bước trong một chặng là phân chia nội bộ.',
    'Người đang phục vụ trong quân đội, công an nộp tại đơn vị của mình, không ở đây.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng. Điều 126 chỉ nói nộp trực tiếp, bưu chính; trực tuyến cũng ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    name: text('Họ và tên người đề nghị'),
    bornOn: date('Ngày sinh'),
    identityNumber: identityNumber('Số định danh cá nhân'),
    residence: text('Nơi thường trú', 500),
    holder: choice('Loại giấy', {
      merit: 'Giấy chứng nhận người có công',
      relative: 'Giấy chứng nhận thân nhân liệt sĩ',
    }),
    group: text('Diện người có công, hoặc quan hệ với liệt sĩ'),
    fileNumber: optional(text('Số hồ sơ', 50)),
    martyrName: optional(text('Họ và tên liệt sĩ, với thân nhân liệt sĩ')),
    reason: choice('Lý do', {
      never: 'Cấp bổ sung: chưa được cấp',
      lost: 'Cấp lại: mất',
      damaged: 'Cấp lại: hư hỏng',
    }),
    earlierCertificate: optional(text('Giấy đã cấp: số, ngày, nơi cấp')),
  },
  papers: {
    request: { name: 'Đơn đề nghị (Mẫu số 25 Phụ lục I, 131/2021/NĐ-CP)', originals: 1 },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(17),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    verify: {
      name: 'Xác nhận đơn, lập danh sách',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(3),
      basis: article('131/2021/NĐ-CP', 115, 2),
    },
    forward: {
      name: 'Ký văn bản chuyển Sở Nội vụ',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'verify',
      notBy: ['verify'],
      basis: article('131/2021/NĐ-CP', 115, 2),
    },
    assess: {
      name: 'Đối chiếu hồ sơ người có công',
      do: 'review',
      by: 'specialist',
      at: 'department',
      within: workingDays(8),
      backTo: 'verify',
      basis: article('131/2021/NĐ-CP', 115, 3),
    },
    decide: {
      name: 'Ký giấy chứng nhận',
      do: 'sign',
      by: 'director',
      at: 'department',
      within: workingDays(4),
      backTo: 'assess',
      notBy: ['assess'],
      basis: article('131/2021/NĐ-CP', 115, 3),
    },
    certify: {
      name: 'Trả giấy chứng nhận người có công',
      do: 'issue',
      when: (form) => form.holder.is('merit'),
      result: 'Giấy chứng nhận người có công',
    },
    certifyRelative: {
      name: 'Trả giấy chứng nhận thân nhân liệt sĩ (Mẫu số 102)',
      do: 'issue',
      when: (form) => form.holder.is('relative'),
      result: 'Giấy chứng nhận thân nhân liệt sĩ',
    },
  },
  examples: [
    {
      path: 'receive verify forward assess decide certify',
      given: { holder: 'merit' },
      ends: 'issued',
      spent: workingDays(17),
    },
    {
      path: 'receive verify forward:returned verify forward assess:returned verify forward assess decide certifyRelative',
      given: { holder: 'relative' },
      ends: 'issued',
      spent: workingDays(34),
    },
    {
      path: 'receive verify forward assess decide:returned assess decide certify',
      given: { holder: 'merit' },
      ends: 'issued',
      spent: workingDays(29),
    },
    {
      path: 'receive verify forward assess:refused',
      given: { holder: 'merit' },
      ends: 'refused',
      spent: workingDays(13),
    },
    {
      path: 'receive verify:incomplete supplement receive verify:refused',
      given: { holder: 'relative' },
      ends: 'refused',
      spent: workingDays(3.5),
    },
  ],
})
