import {
  dayNotFound,
  documents,
  formAssumed,
  free,
  longestTime,
  military,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013135',
  name: 'Thủ tục đăng ký phục vụ trong ngạch dự bị',
  field: 'Nghĩa vụ quân sự',
  edition: '2025-07-01',
  basis: documents('78/2015/QH13', '220/2025/NĐ-CP', '13/2016/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 6375/QĐ-BQP',
  assumed: [formAssumed, longestTime, dayNotFound],
  connecting: 'residence',
  form: personForm,
  papers: {
    sheet: { name: 'Phiếu quân nhân dự bị', originals: 1 },
    decision: {
      name: 'Bản chụp hoặc bản điện tử quyết định xuất ngũ, thôi việc trong Quân đội nhân dân hoặc thôi phục vụ trong lực lượng Công an nhân dân đối với hạ sĩ quan, binh sĩ',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: free,
  ...military({ result: 'Giấy chứng nhận đăng ký quân nhân dự bị', total: workingDays(1) }),
})
