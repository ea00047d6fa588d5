import {
  citySignOff,
  dayNotFound,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012753',
  name: 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu đối với tổ chức đang sử dụng đất',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('31/2024/QH15', '43/2024/QH15', '151/2025/NĐ-CP', '226/2025/NĐ-CP', '101/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đăng ký đất đai, tài sản gắn liền với đất', originals: 1, copies: 1 },
    letter: {
      name: 'Văn bản về việc đại diện theo quy định của pháp luật về dân sự đối với trường hợp thực hiện thủ tục đăng ký đất đai, tài sản gắn liền với đất thông qua người đại diện',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    drawing: {
      name: 'Sơ đồ hoặc bản trích lục bản đồ địa chính hoặc mảnh trích đo bản đồ địa chính thửa đất (nếu có)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    landTitle: {
      name: 'Văn bản thỏa thuận về việc cấp chung một Giấy chứng nhận đối với trường hợp có nhiều người chung quyền sử dụng đất, chung quyền sở hữu tài sản gắn liền với đất',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    decision: {
      name: 'Quyết định vị trí đóng quân hoặc văn bản giao cơ sở nhà đất hoặc địa điểm công trình quốc phòng, an ninh được cấp có thẩm quyền phê duyệt cho đơn vị quân đội, đơn vị công an',
      originals: 1,
      copies: 1,
    },
    report: {
      name: 'Báo cáo kết quả rà soát hiện trạng sử dụng đất theo Mẫu số 15d ban hành kèm theo Nghị định số 151/2025/NĐ-CP',
      originals: 1,
      copies: 1,
    },
    payment: {
      name: 'Chứng từ thực hiện nghĩa vụ tài chính, giấy tờ liên quan đến việc miễn, giảm nghĩa vụ tài chính về đất đai, tài sản gắn liền với đất (nếu có)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...citySignOff({ by: 'economy', result: 'Quyết định hình thức sử dụng đất', total: workingDays(30) }),
})
