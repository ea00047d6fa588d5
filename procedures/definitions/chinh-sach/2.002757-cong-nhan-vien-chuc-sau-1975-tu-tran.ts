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
  code: '2.002757',
  name: 'Thủ tục giải quyết chế độ trợ cấp một lần đối với công nhân viên chức nhà nước, chuyên gia các ngành; cán bộ xã, phường, thị trấn; công an xã; thanh niên xung phong trực tiếp tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế sau ngày 30/4/1975 đã thôi việc, đã về gia đình (đối với đối tượng đã từ trần) thuộc thẩm quyền giải quyết của Chủ tịch UBND tỉnh',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('22/2025/QĐ-TTg', '62/2011/QĐ-TTg', '01/2012/TTLT-BQP-BLĐTBXH-BTC', '103/2025/TT-BQP'),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai của thân nhân đối tượng', originals: 1 },
    death: { name: 'Giấy chứng tử hoặc giấy báo tử (bản sao)', copies: 1 },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng chế độ trợ cấp một lần',
    total: workingDays(12),
  }),
})
