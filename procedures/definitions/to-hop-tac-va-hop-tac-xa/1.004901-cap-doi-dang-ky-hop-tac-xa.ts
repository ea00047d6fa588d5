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
  code: '1.004901',
  name: 'Cấp đổi Giấy chứng nhận đăng ký hợp tác xã, liên hiệp hợp tác xã',
  field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
  edition: '2025-07-01',
  basis: documents('17/2023/QH15', '125/2025/NĐ-CP', '92/2024/NĐ-CP', '43/2025/TT-BTC', '09/2024/TT-BKHĐT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: { name: 'Giấy đề nghị đăng ký thay đổi nội dung đăng ký hợp tác xã', originals: 1 },
    documents: { name: 'Các giấy tờ tương ứng quy định tại Nghị định số 92/2024/NĐ-CP', originals: 1 },
    certificate: { name: 'Bản sao Giấy chứng nhận đăng ký thuế', copies: 1 },
    documents2: {
      name: 'Các giấy tờ tương ứng quy định tại Nghị định số 92/2024/NĐ-CP đối với trường hợp đăng ký, thông báo thay đổi nội dung đăng ký hợp tác xã',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy chứng nhận đăng ký hợp tác xã', total: workingDays(3) }),
})
