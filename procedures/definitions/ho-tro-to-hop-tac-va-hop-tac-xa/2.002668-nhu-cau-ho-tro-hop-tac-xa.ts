import {
  communeThenDepartment,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002668',
  name: 'Đăng ký nhu cầu hỗ trợ của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  field: 'Hỗ trợ tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '113/2024/NĐ-CP', '43/2025/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đăng ký nhu cầu hỗ trợ trong đó có nội dung cam kết không vi phạm các hành vi bị nghiêm cấm',
      originals: 1,
    },
    documents: {
      name: 'Tài liệu, hồ sơ chứng minh hợp tác xã, liên hiệp hợp tác xã đáp ứng một (bắt buộc) hoặc nhiều (nếu có) tiêu chí sau, cụ thể: số lượng thành viên tăng trong 02 năm liên tiếp liền kề với năm nộp đơn đăng ký nhu cầu hỗ trợ',
      sometimes: true,
      copies: 1,
    },
    certificate: { name: 'Bản sao Giấy chứng nhận đăng ký tổ hợp tác', copies: 1 },
    documents2: {
      name: 'Tài liệu, hồ sơ chứng minh tổ hợp tác đáp ứng một tiêu chí (bắt buộc) hoặc nhiều tiêu chí (nếu có), cụ thể: số lượng thành viên tăng trong 02 năm liên tiếp liền kề với năm nộp đơn đăng ký nhu cầu hỗ trợ',
      sometimes: true,
      copies: 1,
    },
    documents3: {
      name: 'Bản sao tài liệu, hồ sơ liên quan thể hiện sự phù hợp các tiêu chí thụ hưởng theo quy định',
      copies: 1,
    },
  },
  feeDong: free,
  ...communeThenDepartment({
    by: 'economy',
    result: 'Thông báo cho tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
    total: workingDays(10),
  }),
})
