import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002635',
  name: 'Đề nghị thay đổi tên tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã, chi nhánh, văn phòng đại diện, địa điểm kinh doanh của hợp tác xã, liên hiệp hợp tác xã do xâm phạm quyền sở hữu công nghiệp',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Văn bản đề nghị gửi đến cơ quan đăng ký kinh doanh cấp xã', originals: 1 },
    certificate: {
      name: 'Giấy chứng nhận đăng ký nhãn hiệu, Giấy chứng nhận đăng ký chỉ dẫn địa lý',
      originals: 1,
    },
    letter: {
      name: 'Văn bản kết luận của cơ quan có thẩm quyền về việc sử dụng tên tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã là xâm phạm quyền sở hữu công nghiệp',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Thông báo yêu cầu tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã có tên xâm phạm quyền sở hữu công nghiệp phải đăng ký thay đổi tên',
    total: workingDays(3),
  }),
})
