import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { all, not } from '../grammar/condition.ts'
import { choice, date, identityNumber, optional, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.001699',
  name: 'Xác định, xác định lại mức độ khuyết tật và Giấy xác nhận khuyết tật',
  field: 'Bảo trợ xã hội',
  edition: '2025-07-01',
  basis: [
    article('51/2010/QH12', 15),
    article('51/2010/QH12', 16),
    article('51/2010/QH12', 18),
    article('28/2012/NĐ-CP', 4),
    article('01/2019/TT-BLĐTBXH', 4),
    article('01/2019/TT-BLĐTBXH', 5),
    article('01/2019/TT-BLĐTBXH', 6),
  ],
  source:
    'Luật Người khuyết tật 51/2010/QH12; Thông tư 01/2019/TT-BLĐTBXH, Điều 2 đến 6; danh mục kèm theo Quyết định 2816/QĐ-UBND của Đồng Nai',
  assumed: [
    'Hai mươi ngày làm việc của Hội đồng và 05 ngày làm việc cấp giấy được cộng thành 25 ngày cho mọi trường hợp; thời hạn của từng bước là phân chia nội bộ.',
    'Hội đồng trả lời qua Chủ tịch UBND, là Chủ tịch Hội đồng. Hội đồng không kết luận được, hoặc người khuyết tật không đồng ý: hồ sơ này kết thúc, chuyển giám định y khoa, rồi nộp lại kèm kết luận.',
    'Cơ sở giáo dục chưa là một nơi trong hệ thống: công chức hỏi và ghi ý kiến.',
    'Số ngày niêm yết không văn bản nào nói: 03 ngày làm việc trong 05 ngày cấp giấy.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    asks: choice('Đề nghị', { first: 'Xác định mức độ khuyết tật', again: 'Xác định lại' }),
    subjectName: text('Họ và tên người được xác định'),
    subjectBornOn: date('Ngày sinh'),
    subjectIdentityNumber: optional(identityNumber('Số định danh cá nhân')),
    residence: text('Nơi cư trú', 500),
    representativeName: optional(text('Họ và tên người đại diện hợp pháp')),
    representativeIdentityNumber: optional(identityNumber('Số định danh cá nhân của người đại diện')),
    impairment: choice('Dạng khuyết tật', {
      movement: 'Vận động',
      hearing: 'Nghe, nói',
      sight: 'Nhìn',
      mental: 'Thần kinh, tâm thần',
      intellect: 'Trí tuệ',
      other: 'Khác',
    }),
    difficulties: text('Khó khăn trong sinh hoạt hằng ngày', 2000),
    ground: choice('Căn cứ kết luận', {
      council: 'Hội đồng quan sát, phỏng vấn trực tiếp',
      earlier: 'Đã có kết luận giám định y khoa trước ngày 28/2012/NĐ-CP có hiệu lực',
      medical: 'Hội đồng giám định y khoa đã kết luận sau khi được chuyển hồ sơ',
    }),
    atSchool: yesNo('Đang đi học'),
    cannotCome: yesNo('Không thể đến trụ sở UBND hoặc trạm y tế'),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị xác định, xác định lại mức độ khuyết tật (Mẫu số 01, 01/2019/TT-BLĐTBXH)',
      originals: 1,
    },
    health: {
      name: 'Bản sao bệnh án, giấy khám, điều trị, phẫu thuật, Giấy xác nhận khuyết tật cũ (nếu có)',
      sometimes: true,
      copies: 1,
    },
    conclusion: {
      name: 'Bản sao kết luận của Hội đồng giám định y khoa (nếu có)',
      sometimes: true,
      copies: 1,
    },
    identity: {
      name: 'Căn cước, thông tin cư trú của người được xác định và người đại diện',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
    birth: {
      name: 'Giấy khai sinh, đối với trẻ em',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(25),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: {
      name: 'Kiểm tra hồ sơ, triệu tập Hội đồng',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(2.5),
      basis: article('01/2019/TT-BLĐTBXH', 2, 4),
    },
    school: {
      name: 'Tham khảo ý kiến cơ sở giáo dục (Mẫu số 04)',
      do: 'review',
      by: 'socialAffairs',
      when: (form) => all(form.atSchool.is(true), not(form.ground.is('medical'))),
      within: workingDays(4),
      basis: article('01/2019/TT-BLĐTBXH', 5, 2),
    },
    council: {
      name: 'Hội đồng đánh giá, lập biên bản kết luận (Mẫu số 05)',
      do: 'consult',
      when: (form) => not(form.ground.is('medical')),
      bodies: { council: { by: 'chair' } },
      within: workingDays(13),
      onDisagreed: 'refuse',
      basis: article('51/2010/QH12', 16),
    },
    publish: {
      name: 'Niêm yết, thông báo kết luận của Hội đồng',
      do: 'publish',
      by: 'socialAffairs',
      when: (form) => not(form.ground.is('medical')),
      posted: workingDays(3),
      onObjection: { backTo: 'council' },
      basis: article('01/2019/TT-BLĐTBXH', 6, 1),
    },
    sign: {
      name: 'Ký Giấy xác nhận khuyết tật',
      do: 'sign',
      by: 'chair',
      within: workingDays(2),
      backTo: 'review',
      notBy: ['review'],
      basis: article('01/2019/TT-BLĐTBXH', 6),
    },
    issue: { do: 'issue', result: 'Giấy xác nhận khuyết tật' },
  },
  examples: [
    {
      path: 'receive review school council publish sign issue',
      given: { ground: 'council', atSchool: true },
      ends: 'issued',
      spent: workingDays(25),
    },
    {
      path: 'receive review school council publish:objected council publish sign issue',
      given: { ground: 'council', atSchool: true },
      ends: 'issued',
      spent: workingDays(41),
    },
    {
      path: 'receive review council publish sign issue',
      given: { ground: 'earlier', atSchool: false },
      ends: 'issued',
      spent: workingDays(21),
    },
    {
      path: 'receive review sign:returned review sign issue',
      given: { ground: 'medical', atSchool: true },
      ends: 'issued',
      spent: workingDays(9.5),
    },
    {
      path: 'receive review council:disagreed',
      given: { ground: 'council', atSchool: false },
      ends: 'refused',
      spent: workingDays(16),
    },
    {
      path: 'receive review:incomplete supplement receive review school council publish sign:refused',
      given: { ground: 'council', atSchool: true },
      ends: 'refused',
      spent: workingDays(25),
    },
  ],
})
