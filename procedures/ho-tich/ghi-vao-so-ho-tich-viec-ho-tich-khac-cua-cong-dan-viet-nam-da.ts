import { workingDays } from '../../domain/calendar.ts'
import { shortPapers, unitNotPrinted } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000547',
  name: 'Thủ tục ghi vào Sổ hộ tịch việc hộ tịch khác của công dân Việt Nam đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài (khai sinh; giám hộ; nhận cha, mẹ, con; xác định cha, mẹ, con; nuôi con nuôi; khai tử; thay đổi hộ tịch)',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '87/2020/NĐ-CP',
    '123/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '03/2023/TT-BTP',
    '01/2022/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, unitNotPrinted, shortPapers, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai ghi vào Sổ hộ tịch việc khai sinh/Tờ khai ghi vào Sổ hộ tịch việc khai tử/Tờ khai ghi vào Sổ hộ tịch việc nuôi con nuôi/ Tờ khai ghi vào Sổ hộ tịch việc giám hộ, nhận cha, mẹ',
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
    documents: {
      name: 'Bản sao giấy tờ chứng minh việc hộ tịch đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
      copies: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc ghi chú',
      sometimes: true,
      originals: 1,
    },
    declaration2: {
      name: 'Mẫu hộ tịch điện tử tương tác ghi vào Sổ hộ tịch việc giám hộ, nhận cha, mẹ, con',
      originals: 1,
    },
    declaration3: {
      name: 'Mẫu hộ tịch điện tử tương tác ghi vào Sổ hộ tịch các việc hộ tịch khác',
      originals: 1,
    },
    declaration4: { name: 'Mẫu hộ tịch điện tử tương tác ghi vào Sổ hộ tịch việc khai tử', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'civilStatus',
    result: 'Trích lục Ghi vào sổ hộ tịch việc khai sinh',
    total: workingDays(1),
  }),
})
