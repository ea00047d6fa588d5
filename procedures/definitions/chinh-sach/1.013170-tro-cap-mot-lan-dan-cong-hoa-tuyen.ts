import {
  communeThenDepartment,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013170',
  name: 'Thủ tục giải quyết chế độ trợ cấp một lần, cấp “Giấy chứng nhận” đối với dân công hỏa tuyến tham gia kháng chiến chống Pháp, chống Mỹ, chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '22/2025/QĐ-TTg',
    '49/2015/QĐ-TTg',
    '138/2015/TTLT-BQP-BLĐBXH-BTC',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Bản khai của đối tượng hoặc thân nhân đối tượng (đối với đối tượng đã từ trần)',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Bản chính hoặc bản sao giấy tờ tham gia dân công hỏa tuyến (nếu có), gồm một trong các giấy tờ',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result:
      'Quyết định về việc thực hiện chế độ trợ cấp một lần đối với dân công hỏa tuyến tham gia kháng chiến chống Pháp, chống Mỹ, chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế',
    total: workingDays(28),
  }),
})
