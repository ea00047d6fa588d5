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
  code: '2.002648',
  name: 'Hiệu đính, cập nhật, bổ sung thông tin đăng ký hợp tác xã, liên hiệp hợp tác xã, chi nhánh, văn phòng đại diện, địa điểm kinh doanh của hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4167/QĐ-BTC',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Văn bản đề nghị bổ sung, hiệu đính', originals: 1 },
    request2: { name: 'Văn bản đề nghị hiệu đính thông tin', originals: 1 },
    certificate: { name: 'Bản sao Giấy chứng nhận đăng ký thuế', originals: 1 },
    certificate2: { name: 'Bản sao Giấy chứng nhận đăng ký hợp tác xã', originals: 1 },
    certificate3: {
      name: 'Bản sao Giấy chứng nhận đăng ký thuế (áp dụng trong trường hợp hiệu đính, cập nhật, bổ sung nội dung trên Giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện)',
      sometimes: true,
      originals: 1,
    },
    certificate4: {
      name: 'Bản sao Giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện, Giấy chứng nhận đăng ký địa điểm kinh doanh',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy chứng nhận đăng ký hợp tác xã được cấp lại',
    total: workingDays(3),
  }),
})
