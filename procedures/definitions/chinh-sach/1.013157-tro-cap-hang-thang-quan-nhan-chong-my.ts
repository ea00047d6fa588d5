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
  code: '1.013157',
  name: 'Thủ tục thực hiện chế độ trợ cấp hàng tháng đối với quân nhân tham gia kháng chiến chống Mỹ cứu nước có từ đủ 15 đến dưới 20 năm công tác trong quân đội đã phục viên, xuất ngũ về địa phương',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '22/2025/QĐ-TTg',
    '142/2008/QĐ-TTg',
    '144/2008/TTLT-BQP-BLĐTBXH-BTC',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, resultNamed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai cá nhân của đối tượng', originals: 1 },
    identity: { name: 'Bản sao Căn cước công dân/căn cước', copies: 1 },
    documents: {
      name: 'Một hoặc các giấy tờ gốc hoặc được coi là giấy tờ gốc; hoặc giấy tờ liên quan',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc thực hiện chế độ trợ cấp hàng tháng',
  }),
})
