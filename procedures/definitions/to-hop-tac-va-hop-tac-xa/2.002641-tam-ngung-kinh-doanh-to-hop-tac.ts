import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002641',
  name: 'Thông báo tạm ngừng kinh doanh, tiếp tục kinh doanh trở lại đối với tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã, chi nhánh, văn phòng đại diện, địa điểm kinh doanh',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4167/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: { name: 'Thông báo tiếp tục kinh doanh trở lại', originals: 1 },
    paper2: { name: 'Thông báo tạm ngừng kinh doanh', originals: 1 },
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp thành viên tổ hợp tác về việc tạm ngừng kinh doanh',
      originals: 1,
    },
    copy: {
      name: 'Bản sao hoặc bản chính nghị quyết của Đại hội thành viên về việc tạm ngừng kinh doanh đối với trường hợp hợp tác xã, liên hiệp hợp tác xã thông báo tạm ngừng kinh doanh',
      sometimes: true,
      originals: 1,
    },
    minutes2: {
      name: 'Bản sao hoặc bản chính biên bản họp Đại hội thành viên về việc tạm ngừng kinh doanh đối với trường hợp hợp tác xã, liên hiệp hợp tác xã thông báo tạm ngừng kinh doanh',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: null },
  ...commune({
    by: 'economy',
    result:
      'Giấy xác nhận về việc tổ hợp tác tạm ngừng kinh doanh, giấy xác nhận về việc tổ hợp tác tiếp tục kinh doanh trở lại',
    total: workingDays(3),
  }),
})
