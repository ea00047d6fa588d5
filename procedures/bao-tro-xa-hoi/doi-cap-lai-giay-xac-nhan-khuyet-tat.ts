import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { any } from '../grammar/condition.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001653',
  name: 'Đổi, cấp lại Giấy xác nhận khuyết tật',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [
    article('51/2010/QH12', 19),
    article('51/2010/QH12', 20),
    article('01/2019/TT-BLĐTBXH', 4),
    article('01/2019/TT-BLĐTBXH', 8),
    article('01/2019/TT-BLĐTBXH', 9),
  ],
  source: 'Thông tư 01/2019/TT-BLĐTBXH, Điều 4 đến 9; danh mục kèm theo Quyết định 2816/QĐ-UBND của Đồng Nai',
  assumed: [
    'Trường hợp phải xác định lại: 20 ngày làm việc của Hội đồng được cộng vào 05 ngày cấp giấy (Điều 9 khoản 2 dẫn Điều 5 và Điều 6).',
    'Hội đồng xác định mức độ khuyết tật trả lời qua Chủ tịch UBND, là Chủ tịch Hội đồng; Hội đồng không kết luận được thì từ chối và hướng dẫn giám định y khoa.',
    'Số ngày niêm yết không văn bản nào nói: 02 ngày làm việc trong 05 ngày cấp giấy.',
    'Mất, hỏng, sai thông tin: chỉ đối chiếu hồ sơ đang lưu, không xác định lại.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    subjectName: text('Họ và tên người khuyết tật'),
    subjectBornOn: date('Ngày sinh'),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân của người khuyết tật')),
    residence: text('Nơi cư trú', 500),
    representativeName: optional(text('Họ và tên người đại diện hợp pháp')),
    certificate: text('Giấy xác nhận khuyết tật đã cấp: số, ngày, nơi cấp'),
    reason: choice('Lý do', {
      wrong: 'Cấp đổi: sai thông tin',
      damaged: 'Cấp đổi: hư hỏng không sử dụng được',
      lost: 'Cấp lại: mất',
      changed: 'Cấp lại: thay đổi dạng tật, mức độ khuyết tật',
      sixYears: 'Cấp lại: đã đủ 6 tuổi',
    }),
    explanation: optional(text('Thông tin sai, hoặc điều đã thay đổi', 2000)),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị cấp đổi, cấp lại Giấy xác nhận khuyết tật (Mẫu số 01, 01/2019/TT-BLĐTBXH)',
      originals: 1,
    },
    medical: {
      name: 'Bản sao giấy tờ liên quan đến khuyết tật: bệnh án, giấy khám, điều trị, phẫu thuật, khi thay đổi dạng tật, mức độ hoặc đủ 6 tuổi',
      sometimes: true,
      copies: 1,
    },
    oldCertificate: {
      name: 'Giấy xác nhận khuyết tật cũ, được thu hồi khi cấp lại (trừ trường hợp mất)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: {
      name: 'Đối chiếu hồ sơ đang lưu giữ',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(1),
      basis: article('01/2019/TT-BLĐTBXH', 9, 2),
    },
    council: {
      name: 'Hội đồng xác định mức độ khuyết tật họp, kết luận',
      do: 'consult',
      when: (form) => any(form.reason.is('changed'), form.reason.is('sixYears')),
      bodies: { council: { by: 'chair' } },
      within: workingDays(20),
      longer: { by: workingDays(20), basis: article('01/2019/TT-BLĐTBXH', 9, 2) },
      onDisagreed: 'refuse',
      basis: article('01/2019/TT-BLĐTBXH', 5, 2),
    },
    publish: {
      name: 'Niêm yết kết luận của Hội đồng',
      do: 'publish',
      by: 'socialAffairs',
      when: (form) => any(form.reason.is('changed'), form.reason.is('sixYears')),
      posted: workingDays(2),
      onObjection: { backTo: 'council' },
      basis: article('01/2019/TT-BLĐTBXH', 6, 1),
    },
    sign: {
      name: 'Ký Giấy xác nhận, thu hồi giấy cũ',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('01/2019/TT-BLĐTBXH', 9, 1),
    },
    issue: { do: 'issue', result: 'Giấy xác nhận khuyết tật' },
  },
  examples: [
    {
      path: 'receive review sign issue',
      given: { reason: 'lost' },
      ends: 'issued',
      spent: workingDays(3),
    },
    {
      path: 'receive review sign:returned review sign issue',
      given: { reason: 'wrong' },
      ends: 'issued',
      spent: workingDays(5.5),
    },
    {
      path: 'receive review council publish sign issue',
      given: { reason: 'changed' },
      ends: 'issued',
      spent: workingDays(25),
    },
    {
      path: 'receive review council publish:objected council publish sign issue',
      given: { reason: 'sixYears' },
      ends: 'issued',
      spent: workingDays(47),
    },
    {
      path: 'receive review council:disagreed',
      given: { reason: 'changed' },
      ends: 'refused',
      spent: workingDays(21.5),
    },
    {
      path: 'receive review:incomplete supplement receive review:refused',
      given: { reason: 'damaged' },
      ends: 'refused',
      spent: workingDays(1.5),
    },
  ],
})
