import {
  dayNotFound,
  documents,
  formAssumed,
  longestTime,
  military,
  notFound,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013136',
  name: 'Thủ tục Đăng ký nghĩa vụ quân sự bổ sung',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: documents('78/2015/QH13', '220/2025/NĐ-CP', '13/2016/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    certificate: {
      name: 'Bản chụp Giấy chứng nhận đăng ký nghĩa vụ quân sự hoặc Giấy chứng nhận đăng ký quân nhân dự bị (mang theo bản chính để đối chiếu)',
      copies: 1,
    },
    documents: {
      name: 'Bản chụp các giấy tờ liên quan đến những thay đổi chức vụ công tác, trình độ học vấn, trình độ chuyên môn, tình trạng sức khỏe và thông tin khác có liên quan đến nghĩa vụ quân sự',
      copies: 1,
    },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...military({
    result:
      'Công dân được bổ sung thay đổi vào Sổ đăng ký công dân sẵn sàng nhập ngũ, Sổ đăng ký quân nhân dự bị, Phiếu quân nhân dự bị',
    total: workingDays(1),
  }),
})
