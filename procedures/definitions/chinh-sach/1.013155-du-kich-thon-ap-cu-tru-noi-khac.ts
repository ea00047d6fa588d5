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
  code: '1.013155',
  name: 'Thủ tục thực hiện chế độ một lần đối với đối tượng du kích thôn, ấp ở miền Nam trực tiếp tham gia kháng chiến chống Mỹ cứu nước theo Quyết định 188/2007/QĐ-TTg (đối tượng cư trú ở địa phương khác)',
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
    declaration: {
      name: 'Bản khai cá nhân hoặc Bản khai thân nhân (phải kèm theo giấy uỷ quyền của các thân nhân chủ yếu khác), có xác nhận của chính quyền xã nơi cư trú',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({ by: 'socialAffairs', result: 'Quyết định về việc thực hiện chế độ một lần' }),
})
