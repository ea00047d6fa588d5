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
  code: '1.013138',
  name: 'Thủ tục đăng ký nghĩa vụ quân sự tạm vắng',
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
      originals: 1,
    },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...military({ result: 'Đăng ký nghĩa vụ quân sự tạm vắng và đăng ký lại', total: workingDays(1) }),
})
