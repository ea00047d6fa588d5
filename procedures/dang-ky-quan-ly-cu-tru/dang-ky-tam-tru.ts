import { workingDays } from '../../domain/calendar.ts'
import { formAssumed, personForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { police } from '../routes/police.ts'

export default procedure({
  code: '1.004194',
  name: 'Đăng ký tạm trú',
  field: 'Đăng ký, quản lý cư trú',
  edition: '2025-07-01',
  basis: documents(
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
    '85/2019/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 9354/QĐ-BCA-C06',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    declaration2: {
      name: 'Tờ khai thay đổi thông tin cư trú (của từng người) (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)',
      originals: 1,
    },
    request: {
      name: 'Văn bản đề nghị đăng ký tạm trú, trong đó ghi rõ thông tin về chỗ ở hợp pháp kèm danh sách người tạm trú. Danh sách bao gồm những thông tin cơ bản của từng người: họ, chữ đệm và tên',
      originals: 1,
      copies: 1,
    },
    identity: {
      name: 'Thông tin chứng minh về chỗ ở hợp pháp được khai thác trong căn cước điện tử, tài khoản định danh điện tử trên hệ thống định danh và xác thực điện tử qua Ứng dụng định danh quốc gia',
      originals: 1,
    },
    residence: {
      name: 'Đối với Quân đội nhân dân: Giấy giới thiệu đăng ký tạm trú của đơn vị cấp trung đoàn và tương đương trở lên',
      sometimes: true,
      originals: 1,
    },
    residence2: {
      name: 'Đối với Công an nhân dân: Giấy giới thiệu của Thủ trưởng đơn vị quản lý trực tiếp ghi rõ nội dung để làm thủ tục đăng ký tạm trú và đơn vị có chỗ ở cho cán bộ chiến sĩ (ký tên, đóng dấu)',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ, tài liệu chứng minh việc sở hữu chỗ ở hợp pháp',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai',
      askedBy: article('154/2024/NĐ-CP', 5, 2),
    },
  },
  feeDong: { online: 7_000, counter: 10_000, post: null },
  ...police({ result: 'Cập nhật thông tin trong Cơ sở dữ liệu quốc gia về dân cư', total: workingDays(3) }),
})
