import {
  communeThenDepartment,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  resultNamed,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013160',
  name: 'Thủ tục thực hiện chế độ trợ cấp một lần đối với quân nhân tham gia kháng chiến chống Mỹ cứu nước có dưới 15 năm công tác trong quân đội đã phục viên, xuất ngũ về địa phương (đối tượng cư trú ở địa phương khác không còn lưu giữ được giấy tờ)',
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
  assumed: [formAssumed, resultNamed, districtStillNamed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Bản khai cá nhân hoặc Bản khai của thân nhân (đối với đối tượng đã từ trần)',
      sometimes: true,
      originals: 1,
    },
    identity: { name: 'Bản sao Căn cước công dân/căn cước', copies: 1 },
    documents: {
      name: 'Một hoặc các giấy tờ gốc hoặc được coi là giấy tờ gốc; hoặc giấy tờ có liên quan (bản sao)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc thực hiện chế độ trợ cấp một lần',
  }),
})
