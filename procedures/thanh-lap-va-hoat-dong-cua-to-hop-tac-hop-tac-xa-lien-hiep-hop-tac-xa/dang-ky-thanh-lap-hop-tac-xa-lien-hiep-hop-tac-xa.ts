import { workingDays } from '../../domain/calendar.ts'
import { competenceSplit, districtStillNamed, shortPapers } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, organisationForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.005280',
  name: 'Đăng ký thành lập hợp tác xã, liên hiệp hợp tác xã; đăng ký chuyển đổi tổ hợp tác thành hợp tác xã; đăng ký khi hợp tác xã, liên hiệp hợp tác xã chia, tách, hợp nhất',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, shortPapers, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị đăng ký thành lập', originals: 1 },
    list: { name: 'Danh sách thành viên chính thức, thành viên liên kết góp vốn', originals: 1 },
    letter: {
      name: 'Bản sao văn bản của cơ quan đăng ký đầu tư chấp thuận về việc góp vốn, mua cổ phần, mua phần vốn góp của nhà đầu tư nước ngoài, tổ chức kinh tế có vốn đầu tư nước ngoài',
      copies: 1,
    },
    paper: { name: 'Điều lệ', originals: 1 },
    certificate: {
      name: 'Bản sao giấy chứng nhận đăng ký đầu tư theo quy định tại điểm b khoản 1 Điều 30 của Luật Hợp tác xã 2023',
      copies: 1,
    },
    paper2: { name: 'Nghị quyết hội nghị thành lập', originals: 1 },
    identity: {
      name: 'Danh sách, số định danh cá nhân của người đại diện theo pháp luật là người Việt Nam; danh sách, bản sao giấy tờ pháp lý của người đại diện theo pháp luật là người nước ngoài',
      originals: 1,
    },
    project: {
      name: 'Bản sao giấy chứng nhận đăng ký đầu tư đối với dự án thành lập hợp tác xã, liên hiệp hợp tác xã',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Thông báo bằng văn bản nội dung cần sửa đổi, bổ sung của Cơ quan đăng ký kinh doanh cấp xã',
    total: workingDays(3),
  }),
})
