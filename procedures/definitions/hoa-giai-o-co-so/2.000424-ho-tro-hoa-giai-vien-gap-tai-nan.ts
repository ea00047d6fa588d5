import {
  benefit,
  benefitForm,
  document,
  documents,
  formAssumed,
  free,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.000424',
  name: 'Thủ tục thực hiện hỗ trợ khi hòa giải viên gặp tai nạn hoặc rủi ro ảnh hưởng đến sức khỏe, tính mạng trong khi thực hiện hoạt động hòa giải',
  field: 'Hòa giải ở cơ sở',
  edition: '2025-07-01',
  basis: documents('120/2025/NĐ-CP', '15/2014/NĐ-CP', '66.7/2025/NQ-CP', '09/2025/TT-BTP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3753/QĐ-BTP',
  assumed: [formAssumed],
  connecting: 'residence',
  form: benefitForm,
  papers: {
    request: {
      name: 'Giấy đề nghị hỗ trợ của hòa giải viên hoặc gia đình hòa giải viên trong trường hợp hòa giải viên bị thiệt hại về tính mạng có xác nhận của tổ trưởng tổ hòa giải hoặc Trưởng ban công tác Mặt trận',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    death: {
      name: 'Giấy chứng tử trong trường hợp hòa giải viên bị thiệt hại về tính mạng',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: document('120/2025/NĐ-CP', 'Điểm đ khoản 1 Mục III Phụ lục Nghị định'),
    },
    minutes: {
      name: 'Biên bản xác nhận tình trạng của hòa giải viên bị tai nạn có xác nhận của Ủy ban nhân dân cấp xã nơi xảy ra tai nạn hoặc cơ quan công an nơi xảy ra tai nạn',
      originals: 1,
      copies: 1,
    },
    medical: {
      name: 'Giấy ra viện, hóa đơn thanh toán chi phí khám bệnh, chữa bệnh',
      originals: 1,
      copies: 1,
    },
    confirmation: {
      name: 'Văn bản, giấy tờ hợp lệ về thu nhập thực tế theo tiền lương, tiền công hằng tháng của người bị tai nạn có xác nhận của tổ chức hoặc cá nhân sử dụng lao động',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...benefit({
    by: 'civilStatus',
    result:
      'Quyết định hỗ trợ hòa giải viên gặp tai nạn hoặc rủi ro ảnh hưởng đến sức khỏe, tính mạng trong khi thực hiện hoạt động hòa giải',
    benefit: 'mediatorAid',
    basis: document('15/2014/NĐ-CP'),
    total: workingDays(7),
  }),
})
