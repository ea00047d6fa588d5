import {
  commune,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001255',
  name: 'Đăng ký lại việc nuôi con nuôi trong nước',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '52/2010/QH12',
    '06/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '114/2016/NĐ-CP',
    '19/2011/NĐ-CP',
    '07/2023/TT-BTP',
    '10/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1848/QĐ-BTP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai đăng ký lại việc nuôi con nuôi. Tờ khai phải có cam đoan của người yêu cầu đăng ký lại về tính trung thực của việc đăng ký nuôi con nuôi trước đó và có chữ ký của ít nhất hai người làm chứng',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'civilStatus',
    result: 'Giấy chứng nhận nuôi con nuôi trong nước',
    total: workingDays(5),
  }),
})
