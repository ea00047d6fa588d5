import {
  communeThenDepartment,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013147',
  name: 'Thủ tục thực hiện chế độ trợ cấp một lần đối với dân quân tập trung ở miền Bắc, du kích tập trung ở miền Nam (bao gồm cả lực lượng mật quốc phòng)',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('22/2025/QĐ-TTg', '290/2005/QĐ-TTg', '103/2025/TT-BQP', '104/2024/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, resultNamed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    authorisation: {
      name: 'Bản khai thân nhân (đối với đối tượng đã từ trần); Bản khai thân nhân phải kèm theo giấy ủy quyền của các thân nhân chủ yếu khác, có xác nhận của chính quyền xã nơi cư trú',
      sometimes: true,
      originals: 1,
    },
    declaration: { name: 'Bản khai cá nhân', originals: 1 },
    documents: {
      name: 'Bản sao một trong các giấy tờ gốc, hoặc các giấy tờ có liên quan đến thời gian tham gia dân quân, du kích, lực lượng mật',
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc thực hiện chế độ trợ cấp một lần',
  }),
})
