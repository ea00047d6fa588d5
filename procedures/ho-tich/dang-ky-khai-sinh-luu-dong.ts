import { workingDays } from '../../domain/calendar.ts'
import { districtStillNamed } from '../assumptions.ts'
import { free } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.003583',
  name: 'Thủ tục đăng ký khai sinh lưu động',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '123/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '106/2021/TT-BTC',
    '02/2020/TT-BTP',
    '04/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, districtStillNamed, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1 },
    birth: {
      name: 'Bản chính Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh; nếu không có người làm chứng thì phải có giấy cam đoan về việc sinh',
      sometimes: true,
      originals: 1,
    },
    medical: {
      name: 'Trường hợp khai sinh cho trẻ em sinh ra do mang thai hộ phải có văn bản xác nhận của cơ sở y tế đã thực hiện kỹ thuật hỗ trợ sinh sản cho việc mang thai hộ',
      sometimes: true,
      originals: 1,
    },
    marriage: {
      name: 'Giấy chứng nhận kết hôn nếu cha, mẹ đã đăng ký kết hôn. Trường hợp đã có thông tin về việc kết hôn của cha, mẹ trong Cơ sở dữ liệu hộ tịch điện tử, Cơ sở dữ liệu quốc gia về dân cư thì không phải xuất trình',
      sometimes: true,
      originals: 1,
    },
    identity: {
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ khác có dán ảnh và thông tin cá nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    residence: {
      name: 'Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai thác được thông tin về nơi cư trú của công dân theo các phương thức',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'civilStatus', result: 'Giấy khai sinh', total: workingDays(5) }),
})
