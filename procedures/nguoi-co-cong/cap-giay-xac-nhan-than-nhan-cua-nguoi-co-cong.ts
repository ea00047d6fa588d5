import { workingDays } from '../../domain/calendar.ts'
import { article } from '../grammar/basis.ts'
import { choice, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.010833',
  name: 'Cấp giấy xác nhận thân nhân của người có công',
  field: 'Người có công',
  edition: '2025-07-01',
  basis: [article('131/2021/NĐ-CP', 116), article('131/2021/NĐ-CP', 126)],
  source: 'Nghị định 131/2021/NĐ-CP, Điều 116; danh mục thủ tục cấp xã của Vĩnh Bảo, Hải Phòng',
  assumed: [
    'Năm ngày làm việc được chia cho các bước; không văn bản nào chia.',
    'Căn cước chứng minh quan hệ được Cơ sở dữ liệu quốc gia về dân cư thay, như các thủ tục khác của người có công.',
    'Đơn đề nghị không có mẫu số trong Điều 116; kết quả theo Mẫu số 45.',
    'Không văn bản nào nói đến lệ phí; ghi 0 đồng. Điều 126 chỉ nói nộp trực tiếp, bưu chính; trực tuyến cũng ghi 0 đồng.',
  ],
  connecting: 'residence',
  form: {
    asks: choice('Người đề nghị là', { merit: 'Người có công', relative: 'Thân nhân người có công' }),
    name: text('Họ và tên người đề nghị'),
    identityNumber: identityNumber('Số định danh cá nhân của người đề nghị'),
    residence: text('Nơi thường trú', 500),
    meritName: text('Họ và tên người có công'),
    meritGroup: text('Diện người có công'),
    meritProof: text('Giấy chứng nhận, huân chương, bằng: số, ngày'),
    relativeName: text('Họ và tên thân nhân được xác nhận'),
    relativeBornOn: date('Ngày sinh của thân nhân'),
    relativeIdentityNumber: optional(identityNumber('Số định danh cá nhân của thân nhân')),
    relation: choice('Thân nhân là', {
      parent: 'Cha đẻ, mẹ đẻ',
      spouse: 'Vợ hoặc chồng',
      child: 'Con',
      other: 'Quan hệ khác',
    }),
    purpose: text('Để làm gì', 500),
  },
  papers: {
    request: { name: 'Đơn đề nghị cấp giấy xác nhận thân nhân của người có công', originals: 1 },
    merit: {
      name: 'Bản sao được chứng thực từ giấy chứng nhận người có công, kỷ niệm chương, huân chương, huy chương hoặc bằng',
      copies: 1,
    },
    relation: {
      name: 'Căn cước công dân, hoặc sổ hộ khẩu cấp trước ngày 01/7/2021, về mối quan hệ với người có công',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(5),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    review: {
      name: 'Kiểm tra giấy tờ, mối quan hệ',
      do: 'review',
      by: 'socialAffairs',
      within: workingDays(3),
      basis: article('131/2021/NĐ-CP', 116, 1),
    },
    sign: {
      name: 'Ký giấy xác nhận (Mẫu số 45)',
      do: 'sign',
      by: 'chair',
      within: workingDays(1.5),
      backTo: 'review',
      notBy: ['review'],
      basis: article('131/2021/NĐ-CP', 116, 2),
    },
    issue: { do: 'issue', result: 'Giấy xác nhận thân nhân của người có công' },
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
