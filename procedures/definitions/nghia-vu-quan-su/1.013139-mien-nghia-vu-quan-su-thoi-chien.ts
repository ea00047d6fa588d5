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
  code: '1.013139',
  name: 'Thủ tục đăng ký miễn nghĩa vụ quân sự thời chiến',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: documents('78/2015/QH13', '220/2025/NĐ-CP', '13/2016/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    decision: {
      name: 'Bản chụp hoặc bản điện tử quyết định bổ nhiệm chức vụ hoặc giấy xác nhận của người đứng đầu cơ quan, tổ chức đối với chức danh công tác thuộc diện miễn gọi nhập ngũ trong thời chiến',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: { online: null, counter: 0, post: null },
  ...military({ result: 'Đăng ký miễn gọi nhập ngũ trong thời chiến cho công dân', total: workingDays(1) }),
})
