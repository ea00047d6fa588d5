import { workingDays } from '../../domain/calendar.ts'
import { shortPapers, unitNotPrinted } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000806',
  name: 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '52/2014/QH13',
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
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, unitNotPrinted, shortPapers, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai đăng ký kết hôn theo mẫu, có đủ thông tin của hai bên nam, nữ',
      originals: 1,
    },
    identity: {
      name: 'Người nước ngoài, công dân Việt Nam định cư ở nước ngoài phải nộp bản sao hộ chiếu/giấy tờ có giá trị thay thế hộ chiếu',
      originals: 1,
    },
    marriage: { name: 'Giấy tờ chứng minh tình trạng hôn nhân của người nước ngoài', originals: 1 },
    marriage2: {
      name: 'Giấy xác nhận của tổ chức y tế có thẩm quyền của Việt Nam hoặc nước ngoài xác nhận các bên kết hôn không mắc bệnh tâm thần hoặc bệnh khác mà không có khả năng nhận thức, làm chủ được hành vi của mình',
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ khác của bên nam, bên nữ, tùy từng trường hợp',
      sometimes: true,
      originals: 1,
    },
    letter: {
      name: 'Công dân Việt Nam là công chức, viên chức hoặc đang phục vụ trong lực lượng vũ trang phải nộp văn bản',
      originals: 1,
    },
    marriage3: {
      name: 'Công dân Việt Nam đã ly hôn hoặc hủy việc kết hôn tại cơ quan có thẩm quyền của nước ngoài phải nộp bản sao trích lục hộ tịch về việc đã ghi vào sổ việc ly hôn',
      originals: 1,
    },
    marriage4: {
      name: 'Giá trị sử dụng của giấy tờ chứng minh tình trạng hôn nhân của người nước ngoài được xác định theo thời hạn ghi trên giấy tờ đó',
      originals: 1,
    },
    identity2: {
      name: 'Căn cước',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'civilStatus', result: 'Giấy chứng nhận kết hôn', total: workingDays(5) }),
})
