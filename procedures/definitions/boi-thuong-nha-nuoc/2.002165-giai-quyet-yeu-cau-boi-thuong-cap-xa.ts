import {
  article,
  commune,
  documents,
  formAssumed,
  free,
  notFound,
  personForm,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002165',
  name: 'Giải quyết yêu cầu bồi thường tại cơ quan trực tiếp quản lý người thi hành công vụ gây thiệt hại (cấp xã)',
  field: 'Bồi thường nhà nước',
  edition: '2025-07-01',
  basis: documents('10/2017/QH14', '68/2018/NĐ-CP', '66.7/2025/NQ-CP', '08/2025/TT-BTP', '04/2018/TT-BTP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3787/QĐ-BTP',
  assumed: [formAssumed, notFound.time],
  connecting: 'residence',
  form: personForm,
  papers: {
    letter: {
      name: 'Văn bản làm căn cứ yêu cầu bồi thường, trừ trường hợp người bị thiệt hại không được gửi hoặc không thể có văn bản làm căn cứ yêu cầu bồi thường',
      sometimes: true,
      copies: 1,
    },
    documents: { name: 'Giấy tờ chứng minh nhân thân của người bị thiệt hại', copies: 1 },
    documents2: {
      name: 'Tài liệu, chứng cứ có liên quan đến việc yêu cầu bồi thường (nếu có)',
      sometimes: true,
      copies: 1,
    },
    letter2: { name: 'Văn bản yêu cầu bồi thường', originals: 1 },
    documents3: { name: 'Giấy tờ chứng minh nhân thân của người yêu cầu bồi thường', originals: 1 },
    authorisation: {
      name: 'Văn bản ủy quyền hợp pháp trong trường hợp đại diện theo ủy quyền',
      sometimes: true,
      copies: 1,
    },
    birth: {
      name: 'Giấy tờ chứng minh nhân thân của người bị thiệt hại (Giấy khai sinh, Căn cước công dân hoặc căn cước)',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư, Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: article('10/2017/QH14', 41, 1),
    },
  },
  feeDong: free,
  ...commune({ by: 'civilStatus', result: 'Quyết định giải quyết bồi thường' }),
})
