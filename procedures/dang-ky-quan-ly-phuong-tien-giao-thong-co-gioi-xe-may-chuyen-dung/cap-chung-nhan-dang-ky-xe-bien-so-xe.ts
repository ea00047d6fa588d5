import { workingDays } from '../../domain/calendar.ts'
import { competenceSplit, longestTime, shortPapers } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, personForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { police } from '../routes/police.ts'

export default procedure({
  code: '1.013076',
  name: 'Cấp chứng nhận đăng ký xe, biển số xe trong trường hợp thay đổi chủ xe (đăng ký sang tên xe) bằng dịch vụ công trực tuyến một phần hoặc trực tiếp thực hiện tại cấp trung ương, cấp tỉnh, cấp xã',
  field: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  edition: '2025-07-01',
  basis: documents('36/2024/QH15', '06/2025/TT-BTC', '13/2025/TT-BCA', '79/2024/TT-BCA', '60/2023/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1383/QĐ-BCA',
  assumed: [formAssumed, longestTime, shortPapers, competenceSplit, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    payment: { name: 'Bản sao chứng từ chuyển quyền sở hữu xe', originals: 1 },
    certificate: { name: 'Chứng nhận đăng ký xe, biển số xe', originals: 1 },
    paper: { name: '02 bản chà số máy, số khung của xe', originals: 1 },
    declaration: {
      name: 'Giấy khai thu hồi chứng nhận đăng ký xe, biển số xe (theo mẫu ĐKX11/79 ban hành kèm theo Thông tư số 13/2025/TT-BCA ngày 28/02/2025 của Bộ trưởng Bộ Công an)',
      originals: 1,
    },
    documents: { name: 'Giấy tờ của chủ xe', originals: 1 },
    payment2: { name: 'Chứng từ chuyển quyền sở hữu xe', originals: 1 },
    declaration2: { name: 'Giấy khai đăng ký xe', originals: 1 },
    payment3: { name: 'Chứng từ lệ phí trước bạ xe', originals: 1 },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Giấy chứng nhận thu hồi đăng ký, biển số xe', total: workingDays(7) }),
})
