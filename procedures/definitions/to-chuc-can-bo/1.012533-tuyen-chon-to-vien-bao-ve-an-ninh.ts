import {
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  personForm,
  posting,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012533',
  name: 'Tuyển chọn Tổ viên Tổ bảo vệ an ninh, trật tự',
  field: 'Tổ chức, cán bộ',
  edition: '2025-07-01',
  basis: documents('30/2023/QH15', '14/2024/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4768/QĐ-BCA',
  assumed: [formAssumed, longestTime, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: { name: 'Bản khai sơ yếu lý lịch', originals: 1 },
    request: {
      name: 'Đơn đề nghị tham gia lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở (Mẫu số 01 ban hành kèm theo Thông tư số 14/2024/TT-BCA)',
      originals: 1,
    },
    medical: {
      name: 'Chứng nhận của cơ sở khám bệnh, chữa bệnh được thành lập, hoạt động theo quy định của pháp luật về việc có đủ sức khoẻ',
      originals: 1,
    },
    diploma: {
      name: 'Bằng tốt nghiệp hoặc đã hoàn thành chương trình giáo dục trung học cơ sở trở lên hoặc đã học xong chương trình giáo dục tiểu học',
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...posting({
    by: 'socialAffairs',
    result: 'Thông báo kết quả xét tuyển Tổ viên Tổ bảo vệ an ninh, trật tự',
    total: workingDays(15),
  }),
})
