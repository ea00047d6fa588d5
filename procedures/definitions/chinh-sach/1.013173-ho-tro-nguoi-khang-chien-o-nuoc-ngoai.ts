import {
  communeThenDepartment,
  dayNotFound,
  days,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  subjectForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013173',
  name: 'Thủ tục giải quyết chế độ hỗ trợ và cấp “Giấy chứng nhận”đối với người tham gia kháng chiến, chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế đang định cư ở nước ngoài ủy quyền cho thân nhân ở trong nước kê khai, nhận chế độ',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('209/2025/NĐ-CP', '102/2018/NĐ-CP'),
  source: 'Bộ Quốc phòng, quyết định công bố 3745/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed, dayNotFound],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Bản khai của thân nhân đối tượng đề nghị hưởng chế độ hỗ trợ (bản chính; 01 bản)',
      originals: 1,
    },
    documents: { name: 'Giấy tờ gốc hoặc giấy tờ có liên quan', originals: 1, copies: 1 },
    authorisation: {
      name: 'Giấy ủy quyền của đối tượng (bản chính; 01 bản) có xác nhận của cơ quan đại diện ngoại giao hoặc đại diện lãnh sự của Việt Nam ở nước ngoài',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định về việc thực hiện chế độ hỗ trợ',
    total: days(45),
  }),
})
