import { workingDays } from '../../domain/calendar.ts'
import { unitNotPrinted } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '1.004884',
  name: 'Thủ tục đăng ký lại khai sinh',
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
  assumed: [formAssumed, unitNotPrinted, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai đăng ký lại khai sinh theo mẫu, trong đó có cam đoan của người yêu cầu về việc đã nộp đủ các giấy tờ hiện',
      originals: 1,
    },
    identity: {
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ khác có dán ảnh và thông tin cá nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('04/2020/TT-BTP', 9, 3),
    },
    residence: {
      name: 'Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai thác được thông tin về nơi cư trú của công dân theo các phương thức',
      sometimes: true,
      originals: 1,
    },
    identity2: {
      name: 'Trường hợp người yêu cầu không có giấy tờ nêu trên thì phải nộp bản sao giấy tờ do cơ quan có thẩm quyền của Việt Nam cấp hợp lệ như: Giấy chứng minh nhân dân, Thẻ căn cước công dân hoặc Hộ chiếu',
      sometimes: true,
      copies: 1,
    },
    birth: {
      name: 'Bản sao Giấy khai sinh do cơ quan có thẩm quyền của Việt Nam cấp hợp lệ (bản sao được chứng thực từ bản chính, bản sao được cấp từ Sổ đăng ký khai sinh)',
      copies: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký lại khai sinh',
      sometimes: true,
      originals: 1,
    },
    declaration2: { name: 'Mẫu hộ tịch điện tử tương tác đăng ký lại khai sinh', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'civilStatus', result: 'Giấy khai sinh', total: workingDays(5) }),
})
