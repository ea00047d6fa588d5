import { workingDays } from '../../domain/calendar.ts'
import { districtStillNamed, lapsedLeftOut } from '../assumptions.ts'
import { free } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.001023',
  name: 'Liên thông các thủ tục hành chính về đăng ký khai sinh, cấp Thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '46/2014/QH13',
    '60/2014/QH13',
    '25/2008/QH12',
    '123/2015/NĐ-CP',
    '105/2014/NĐ-CP',
    '06/2012/NĐ-CP',
    '05/2015/TTLT-BTP-BCA-BYT',
    '05/2015/TTLT-BTP-BCA-BYTT',
    '15/2015/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ/0001-BTP',
  assumed: [formAssumed, lapsedLeftOut, districtStillNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai tham gia bảo hiểm y tế, Danh sách đề nghị cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi của Ủy ban nhân dân cấp xã (theo mẫu quy định)',
      originals: 1,
    },
    declaration2: { name: 'Tờ khai đăng ký khai sinh theo mẫu quy định', originals: 1 },
    birth: { name: 'Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp', originals: 1 },
    identity: {
      name: 'Căn cước',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
  },
  feeDong: free,
  ...commune({ by: 'civilStatus', result: 'Giấy khai sinh', total: workingDays(15) }),
})
