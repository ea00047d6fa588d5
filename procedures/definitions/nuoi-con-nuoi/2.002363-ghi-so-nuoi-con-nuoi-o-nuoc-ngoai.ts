import {
  article,
  commune,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  unitNotPrinted,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002363',
  name: 'Ghi vào Sổ đăng ký nuôi con nuôi việc nuôi con nuôi đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '87/2020/NĐ-CP',
    '24/2019/NĐ-CP',
    '123/2015/NĐ-CP',
    '19/2011/NĐ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '07/2023/TT-BTP',
    '01/2022/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 361/QĐ-BTP',
  assumed: [formAssumed, unitNotPrinted, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Tờ khai ghi vào Sổ hộ tịch việc nuôi con nuôi', originals: 1 },
    certificate: {
      name: 'Văn bản chứng nhận việc nuôi con nuôi đã được thực hiện phù hợp với điều ước quốc tế của cơ quan có thẩm quyền của nước ngoài',
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền việc ghi chú',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Bản sao có chứng thực giấy tờ chứng minh việc nuôi con nuôi đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
      originals: 1,
    },
    declaration2: { name: 'Biểu mẫu điện tử tương tác ghi vào Sổ hộ tịch việc nuôi con nuôi', originals: 1 },
    identity: {
      name: 'Căn cước',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('52/2010/QH12', 17, 2),
    },
  },
  feeDong: free,
  ...commune({
    by: 'civilStatus',
    result:
      'Trích lục Ghi vào Sổ việc nuôi con nuôi đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài',
    total: workingDays(1),
  }),
})
