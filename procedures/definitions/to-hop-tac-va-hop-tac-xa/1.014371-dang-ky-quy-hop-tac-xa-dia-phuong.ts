import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014371',
  name: 'Thủ tục cấp Giấy chứng nhận đăng ký Quỹ hỗ trợ phát triển hợp tác xã (sau đây gọi tắt là Quỹ hợp tác xã) địa phương hoạt động theo mô hình hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3457/QĐ-BTC',
  assumed: [formAssumed, notFound.basis, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Giấy đề nghị đăng ký Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    request2: {
      name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    paper: {
      name: 'Nghị quyết của Hội nghị thành lập hoặc Đại hội thành viên về việc thành lập hoặc tổ chức lại Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    list: {
      name: 'Danh sách thành viên góp vốn Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    charter: {
      name: 'Điều lệ tổ chức và hoạt động của Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    list2: {
      name: 'Danh sách người đại diện theo pháp luật của Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
      originals: 1,
    },
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc thay đổi nội dung tại Giấy chứng nhận đăng ký',
      copies: 1,
    },
    certificate: {
      name: 'Bản sao hoặc bản chính nghị quyết của Đại hội thành viên về việc thay đổi nội dung tại Giấy chứng nhận đăng ký',
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận đăng ký Quỹ hợp tác xã địa phương hoạt động theo mô hình hợp tác xã',
    total: workingDays(3),
  }),
})
