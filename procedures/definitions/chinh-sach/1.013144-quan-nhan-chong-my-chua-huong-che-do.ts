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
  code: '1.013144',
  name: 'Thủ tục thực hiện chế độ trợ cấp một lần đối với quân nhân, công nhân viên chức quốc phòng, trực tiếp tham gia kháng chiến chống Mỹ cứu nước nhưng chưa được hưởng chế độ, chính sách của Đảng và Nhà nước',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('22/2025/QĐ-TTg', '290/2005/QĐ-TTg', '103/2025/TT-BQP', '104/2024/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, resultNamed, notFound.time],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Bản khai cá nhân hoặc của thân nhân; Bản khai thân nhân (đối với đối tượng đã từ trần) phải kèm theo giấy uỷ quyền của các thân nhân chủ yếu khác, có xác nhận của chính quyền xã nơi cư trú',
      sometimes: true,
      originals: 1,
    },
    curriculum: {
      name: 'Bản sao một trong các giấy tờ gốc hoặc các giấy tờ có liên quan như: Lý lịch Đảng viên hoặc lý lịch cán bộ, bản trích 63, lý lịch quân nhân, Quyết định nhập ngũ, tuyển dụng, bổ nhiệm, phong, thăng quân hàm; điều động; giao nhiệm vụ',
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc thực hiện chế độ trợ cấp một lần',
  }),
})
