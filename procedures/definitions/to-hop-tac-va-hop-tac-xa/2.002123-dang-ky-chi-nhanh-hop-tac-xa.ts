import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002123',
  name: 'Đăng ký hoạt động chi nhánh, văn phòng đại diện, thông báo địa điểm kinh doanh; Thông báo lập chi nhánh, văn phòng đại diện ở nước ngoài của hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4167/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    paper: { name: 'Thông báo lập địa điểm kinh doanh', originals: 1 },
    paper2: { name: 'Thông báo thành lập chi nhánh, văn phòng đại diện', originals: 1 },
    decision: {
      name: 'Bản sao hoặc bản chính quyết định của Hội đồng quản trị (đối với tổ chức quản trị đầy đủ) hoặc nghị quyết của Đại hội thành viên',
      sometimes: true,
      copies: 1,
    },
    minutes: {
      name: 'Bản sao hoặc bản chính biên bản họp Hội đồng quản trị (đối với tổ chức quản trị đầy đủ) hoặc Đại hội thành viên (đối với tổ chức quản trị rút gọn) về việc thành lập chi nhánh, văn phòng đại diện',
      sometimes: true,
      copies: 1,
    },
    paper3: { name: 'Thông báo về việc lập chi nhánh, văn phòng đại diện ở nước ngoài', originals: 1 },
    certificate: {
      name: 'Bản sao giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện hoặc giấy tờ có giá trị pháp lý tương đương',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện',
    total: workingDays(3),
  }),
})
