import {
  communeThenDepartment,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  subjectForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013163',
  name: 'Thủ tục giải quyết chế độ trợ cấp một lần đối với quân nhân, người làm công tác cơ yếu hưởng lương như đối với quân nhân, công an nhân dân; công nhân viên chức quốc phòng; dân quân tự vệ trực tiếp tham gia chiến tranh bảo vệ Tổ quốc và làm nhiệm vụ quốc tế sau ngày 30/4/1975 đã phục viên, xuất ngũ, thôi việc (đối với đối tượng đã từ trần) do Bộ Quốc phòng giải quyết',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents(
    '22/2025/QĐ-TTg',
    '62/2011/QĐ-TTg',
    '01/2012/TTLT-BQP-BLĐTBXH-BTC',
    '103/2025/TT-BQP',
    '104/2024/TT-BQP',
  ),
  source: 'Bộ Quốc phòng, quyết định công bố 5132/QĐ-BQP',
  assumed: [formAssumed, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: { name: 'Bản khai của thân nhân đối tượng', originals: 1 },
    death: { name: 'Giấy chứng tử hoặc giấy báo tử (bản sao, 01 bản)', copies: 1 },
  },
  feeDong: feeNotFound,
  ...communeThenDepartment({
    by: 'socialAffairs',
    result: 'Quyết định hưởng chế độ trợ cấp một lần',
    total: workingDays(17),
  }),
})
