import { days } from '../../domain/calendar.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { posting } from '../routes/posting.ts'

export default procedure({
  code: '1.001695',
  name: 'Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '52/2014/QH13',
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
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Tờ khai đăng ký nhận cha, mẹ, con theo mẫu', originals: 1 },
    declaration2: { name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1 },
    birth: {
      name: 'Trường hợp trẻ em sinh ra tại nước ngoài thì nộp Giấy chứng sinh hoặc giấy tờ khác do cơ quan có thẩm quyền nước ngoài cấp xác nhận về việc trẻ em được sinh ra ở nước ngoài và quan hệ mẹ',
      sometimes: true,
      originals: 1,
    },
    medical: {
      name: 'Văn bản của cơ quan y tế, cơ quan giám định hoặc cơ quan, tổ chức khác có thẩm quyền ở trong nước hoặc nước ngoài xác nhận quan hệ cha con, quan hệ mẹ con',
      originals: 1,
    },
    birth2: { name: 'Giấy chứng sinh', originals: 1 },
    birth3: {
      name: 'Trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh; nếu không có văn bản của người làm chứng thì phải có giấy cam đoan về việc sinh',
      sometimes: true,
      originals: 1,
    },
    residence: {
      name: 'Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai thác được thông tin về nơi cư trú của công dân theo các phương thức',
      sometimes: true,
      originals: 1,
    },
    identity: {
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ khác có dán ảnh và thông tin cá nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
  },
  feeDong: feeNotFound,
  ...posting({ by: 'civilStatus', result: 'Giấy khai sinh', total: days(10) }),
})
