import { workingDays, workingHours } from '../../domain/calendar.ts'
import { confirmedOnline, onlineFreeSince, separateSigner, unitNotPrinted } from '../assumptions.ts'
import { onlineFree } from '../fees.ts'
import { article, document } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { choice, count, date, identityNumber, optional, text } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'
import { identityPaper, residencePaper } from '../papers.ts'

const parentIs = {
  vietnamese: 'Công dân Việt Nam cư trú ở trong nước',
  overseas: 'Công dân Việt Nam định cư ở nước ngoài',
  foreigner: 'Người nước ngoài, người không quốc tịch',
}

export default procedure({
  code: '2.000528',
  name: 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: [
    article('60/2014/QH13', 16, 1),
    article('60/2014/QH13', 35),
    article('60/2014/QH13', 36),
    article('123/2015/NĐ-CP', 29),
    article('104/2022/NĐ-CP', 14, 2),
    document('87/2020/NĐ-CP'),
    document('07/2025/NĐ-CP', 'sửa đổi 123/2015/NĐ-CP'),
    document('120/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('66.7/2025/NQ-CP', 'giấy tờ được thay bằng dữ liệu'),
    document('18/2026/NĐ-CP'),
    document('08/2025/TT-BTP'),
    document('04/2024/TT-BTP'),
    document('03/2023/TT-BTP'),
    document('01/2022/TT-BTP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP; Luật Hộ tịch',
  assumed: [
    unitNotPrinted,
    'Nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo; nhận trước đó cũng được hẹn như vậy, không hẹn sớm hơn.',
    'Một ngày được chia theo giờ cho các bước; không văn bản nào chia.',
    'Trẻ mang quốc tịch nước ngoài không có số định danh cá nhân trong nội dung khai sinh (Điều 36 khoản 2): không qua bước lấy số.',
    'Cơ sở dữ liệu quốc gia về dân cư không trả số vì thông tin sai lệch thì yêu cầu bổ sung, cập nhật dữ liệu.',
    confirmedOnline,
    separateSigner,
    onlineFreeSince,
    dayNotFound,
    notFound.fee,
  ],
  connecting: 'residence',
  form: {
    childName: text('Họ, chữ đệm, tên của trẻ'),
    childBornOn: date('Ngày sinh'),
    childSex: choice('Giới tính', { male: 'Nam', female: 'Nữ' }),
    bornIn: choice('Trẻ sinh ra ở', {
      vietnam: 'Việt Nam',
      abroad: 'Nước ngoài, chưa đăng ký khai sinh, về cư trú tại Việt Nam',
    }),
    bornAt: text('Nơi sinh', 500),
    nationality: choice('Quốc tịch cha, mẹ chọn cho trẻ', {
      vietnamese: 'Việt Nam',
      foreign: 'Nước ngoài',
    }),
    motherName: optional(text('Họ, chữ đệm, tên của mẹ')),
    motherIs: choice('Mẹ là', parentIs),
    motherDocument: optional(text('Giấy tờ tùy thân của mẹ: loại, số')),
    fatherName: optional(text('Họ, chữ đệm, tên của cha')),
    fatherIs: choice('Cha là', parentIs),
    fatherDocument: optional(text('Giấy tờ tùy thân của cha: loại, số')),
    residence: text('Nơi cư trú của cha hoặc mẹ tại Việt Nam', 500),
    requesterName: text('Họ, chữ đệm, tên người yêu cầu'),
    requesterIdentityNumber: optional(identityNumber('Số định danh cá nhân của người yêu cầu')),
    extractCopies: optional(count('Số bản sao Giấy khai sinh đề nghị cấp', 0, 20)),
  },
  papers: {
    declaration: { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1 },
    birth: {
      name: 'Giấy chứng sinh; không có thì văn bản của người làm chứng hoặc văn bản cam đoan; sinh ở nước ngoài thì giấy tờ của cơ quan nước ngoài về việc sinh và quan hệ mẹ - con',
      originals: 1,
    },
    nationality: {
      name: 'Văn bản thỏa thuận của cha, mẹ chọn quốc tịch cho con, khi cha hoặc mẹ là người nước ngoài',
      sometimes: true,
      originals: 1,
    },
    foreignNationality: {
      name: 'Xác nhận của cơ quan có thẩm quyền của nước mà trẻ mang quốc tịch, khi chọn quốc tịch nước ngoài',
      sometimes: true,
      originals: 1,
    },
    entry: {
      name: 'Giấy tờ chứng minh trẻ nhập cảnh hợp pháp và văn bản của Công an xác nhận trẻ đang cư trú tại Việt Nam, khi sinh ở nước ngoài',
      sometimes: true,
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền được chứng thực, khi ủy quyền; ông, bà, người thân thích đi đăng ký thì không phải có',
      sometimes: true,
      originals: 1,
    },
    identity: identityPaper,
    residence: residencePaper,
  },
  feeDong: onlineFree,
  total: workingDays(1),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingHours(1) },
    checkEntry: {
      name: 'Kiểm tra việc sinh, nhập cảnh và cư trú của trẻ sinh ở nước ngoài',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.bornIn.is('abroad'),
      within: workingHours(1),
      onFailed: 'supplement',
      basis: article('123/2015/NĐ-CP', 29),
    },
    checkNationality: {
      name: 'Kiểm tra xác nhận của nước mà trẻ được chọn mang quốc tịch',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.nationality.is('foreign'),
      within: workingHours(1),
      onFailed: 'supplement',
      basis: article('60/2014/QH13', 36, 1),
    },
    review: {
      name: 'Thẩm tra, ghi vào Sổ hộ tịch',
      do: 'review',
      by: 'civilStatus',
      within: workingHours(2),
      basis: article('60/2014/QH13', 36, 2),
    },
    number: {
      name: 'Lấy số định danh cá nhân',
      do: 'inspect',
      by: 'civilStatus',
      when: (form) => form.nationality.is('vietnamese'),
      within: workingHours(1),
      onFailed: 'supplement',
      basis: article('60/2014/QH13', 16, 2),
    },
    sign: { do: 'sign', by: 'chair', within: workingHours(3), backTo: 'review', notBy: ['review'] },
    issue: { do: 'issue', result: 'Giấy khai sinh' },
  },
  examples: [
    {
      path: 'receive review number sign issue',
      given: { bornIn: 'vietnam', nationality: 'vietnamese' },
      ends: 'issued',
      spent: workingHours(7),
    },
    {
      path: 'receive checkEntry review number sign issue',
      given: { bornIn: 'abroad', nationality: 'vietnamese' },
      ends: 'issued',
      spent: workingDays(1),
    },
    {
      path: 'receive checkEntry checkNationality review sign:returned review sign issue',
      given: { bornIn: 'abroad', nationality: 'foreign' },
      ends: 'issued',
      spent: workingHours(13),
    },
    {
      path: 'receive review number:failed supplement receive review number sign:returned review number sign issue',
      given: { bornIn: 'vietnam', nationality: 'vietnamese' },
      ends: 'issued',
      spent: workingHours(13),
    },
    {
      path: 'receive checkNationality:failed supplement receive checkNationality review sign issue',
      given: { bornIn: 'vietnam', nationality: 'foreign' },
      ends: 'issued',
      spent: workingHours(7),
    },
    {
      path: 'receive checkEntry:failed supplement receive checkEntry:failed',
      given: { bornIn: 'abroad', nationality: 'foreign' },
      ends: 'refused',
      spent: workingHours(2),
    },
    {
      path: 'receive review:refused',
      given: { bornIn: 'vietnam', nationality: 'vietnamese' },
      ends: 'refused',
      spent: workingHours(3),
    },
  ],
})
