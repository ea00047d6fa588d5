import { competenceSplit } from '../assumptions.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { commune } from '../routes/commune.ts'

export default procedure({
  code: '2.000635',
  name: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '87/2020/NĐ-CP',
    '123/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '03/2023/TT-BTP',
    '01/2022/TT-BTP',
    '106/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, competenceSplit, dayNotFound, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị bản sao Trích lục hộ tịch theo mẫu trong trường hợp người yêu cầu là cá nhân hoặc Văn bản yêu cầu cấp bản sao Trích lục hộ tịch nêu rõ lý',
      sometimes: true,
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền theo quy định của pháp luật trong trường hợp ủy quyền thực hiện yêu cầu cấp bản sao Trích lục hộ tịch',
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
    birth: {
      name: 'Mẫu điện tử tương tác yêu cầu cấp bản sao Giấy khai sinh, bản sao Trích lục hộ tịch',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: { online: 8_000, counter: 8_000, post: 8_000 },
  ...commune({ by: 'civilStatus', result: 'Bản sao Trích lục hộ tịch, bản sao giấy khai sinh' }),
})
