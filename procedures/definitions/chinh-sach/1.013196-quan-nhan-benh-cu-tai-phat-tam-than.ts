import {
  communeThenDepartment,
  documents,
  formAssumed,
  free,
  lapsedLeftOut,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013196',
  name: 'Thủ tục xác nhận đối với quân nhân đã xuất ngũ bị bệnh cũ tái phát dẫn đến tâm thần quy định tại điểm h khoản 1 Điều 33 Nghị định số 31/2013/NĐ-CP',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('103/2025/TT-BQP', '13/2024/TT-BQP', '202/2013/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, lapsedLeftOut],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy chứng nhận bệnh tật và giải quyết chế độ bệnh binh (Mẫu BB2/2024) hoặc đơn đề nghị cấp giấy chứng nhận bệnh tật và giải quyết chế độ bệnh binh',
      originals: 1,
    },
    medical: {
      name: 'Giấy chứng nhận bị bệnh (Mẫu số 36 Phụ lục I Nghị định số 131/2021/NĐ-CP ngày 30/12/2021 của Chính phủ quy định chi tiết và biện pháp thi hành Pháp lệnh Ưu đãi người có công với cách mạng)',
      originals: 1,
    },
    medical2: { name: 'Giấy tờ làm căn cứ cấp giấy chứng nhận bị bệnh', originals: 1 },
    residence: {
      name: 'Biên bản đề nghị xác nhận bệnh binh của Ủy ban nhân dân cấp xã nơi đối tượng cư trú (Mẫu BB1/2024)',
      originals: 1,
    },
    letter: { name: 'Công văn đề nghị của Thủ trưởng cơ quan, đơn vị', originals: 1 },
    minutes: {
      name: 'Biên bản giám định y khoa (Mẫu số 78 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
    decision: {
      name: 'Bản sao có chứng thực quyết định phục viên, xuất ngũ hoặc bản chính giấy xác nhận về thời gian công tác trong Quân đội của Bộ chỉ huy quân sự cấp tỉnh',
      copies: 1,
    },
    sheet: {
      name: 'Phiếu thẩm định của Cục Chính sách - Xã hội/Tổng cục Chính trị (Mẫu số 91 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Quyết định cấp giấy chứng nhận bệnh binh và trợ cấp, phụ cấp ưu đãi (Mẫu số 63 Phụ lục I Nghị định số 131/2021/NĐ-CP)',
    total: workingDays(60),
  }),
})
