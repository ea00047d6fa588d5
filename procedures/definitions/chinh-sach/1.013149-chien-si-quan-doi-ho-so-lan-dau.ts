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
  code: '1.013149',
  name: 'Thủ tục thực hiện chế độ một lần đối với đối tượng hạ sĩ quan, chiến sĩ quân đội theo Quyết định 188/2007/QĐ-TTg (đối tượng lập hồ sơ lần đầu)',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '22/2025/QĐ-TTg',
    '188/2007/QĐ-TTg',
    '290/2005/QĐ-TTg',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, resultNamed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai cá nhân có chứng nhận của cơ quan, đơn vị nơi công tác', originals: 1 },
    documents: { name: 'Bản sao một trong các giấy tờ gốc', copies: 1 },
    curriculum: {
      name: 'Bản trích sao quá trình công tác được hưởng chế độ có xác nhận của cơ quan quản lý hồ sơ, lý lịch và bản sao toàn bộ quá trình công tác của đối tượng',
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({ by: 'socialAffairs', result: 'Quyết định về việc thực hiện chế độ một lần' }),
})
