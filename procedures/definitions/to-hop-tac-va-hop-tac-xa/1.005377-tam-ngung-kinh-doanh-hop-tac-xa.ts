import {
  commune,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.005377',
  name: 'Thông báo tạm ngừng/tiếp tục kinh doanh hợp tác xã, chi nhánh, văn phòng đại diện, địa điểm kinh doanh của hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: [],
  source: { list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng' },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.basis, notFound.papers, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {},
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Văn bản trả lời về việc thông báo tạm ngừng/tiếp tục kinh doanh hợp tác xã, chi nhánh, văn phòng đại diện, địa điểm kinh doanh của hợp tác xã',
  }),
})
