import { workingDays } from '../../domain/calendar.ts'
import { shortPapers } from '../assumptions.ts'
import { formAssumed, personForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { police } from '../routes/police.ts'

export default procedure({
  code: '1.004222',
  name: 'Đăng ký thường trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
    '58/2026/NĐ-CP',
    '154/2024/NĐ-CP',
    '66.7/2025/NQ-CP',
    '53/2025/TT-BCA',
    '54/2025/TT-BCA',
    '17/2024/TT-BCA',
    '66/2023/TT-BCA',
    '75/2022/TT-BTC',
    '55/2021/TT-BCA',
    '56/2021/TT-BCA',
    '57/2021/TT-BCA',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1523/QĐ-BCA-C06',
  assumed: [formAssumed, shortPapers, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị của người đứng đầu cơ sở trợ giúp xã hội đối với người được cơ sở trợ giúp xã hội nhận chăm sóc, nuôi dưỡng, trợ giúp',
      sometimes: true,
      originals: 1,
    },
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    declaration2: { name: 'Tờ khai thay đổi thông tin cư trú', originals: 1 },
    confirmation: {
      name: 'Văn bản xác nhận của Ủy ban nhân dân cấp xã về địa điểm phương tiện đăng ký đậu, đỗ thường xuyên',
      originals: 1,
    },
    certificate: {
      name: 'Giấy chứng nhận đăng ký phương tiện và giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện',
      originals: 1,
    },
    confirmation2: {
      name: 'Giấy tờ, tài liệu xác nhận về việc chăm sóc, nuôi dưỡng, trợ giúp',
      originals: 1,
    },
    identity: {
      name: 'Thông tin chứng minh quan hệ nhân thân với chủ hộ, thành viên hộ gia đình được khai thác trong căn cước điện tử, tài khoản định danh điện tử trên hệ thống định danh',
      originals: 1,
    },
    confirmation3: {
      name: 'Văn bản xác nhận của Ủy ban nhân dân cấp xã về việc trong cơ sở tín ngưỡng, cơ sở tôn giáo có công trình phụ trợ là nhà ở',
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ, tài liệu chứng minh việc sở hữu chỗ ở hợp pháp',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai',
      askedBy: article('154/2024/NĐ-CP', 5, 2),
    },
    marriage: {
      name: 'Giấy tờ, tài liệu chứng minh quan hệ nhân thân với chủ hộ, thành viên hộ gia đình: Giấy chứng nhận kết hôn',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('154/2024/NĐ-CP', 6, 2),
    },
  },
  feeDong: { online: 10_000, counter: 20_000, post: null },
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu quốc gia về dân cư', total: workingDays(7) }),
})
