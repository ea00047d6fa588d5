import {
  commune,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.001921',
  name: 'Chấp thuận vị trí, quy mô, kích thước, phương án tổ chức thi công biển quảng cáo, biển thông tin cổ động, tuyên truyền chính trị; chấp thuận xây dựng, lắp đặt công trình hạ tầng, công trình hạ tầng kỹ thuật sử dụng chung trong phạm vi bảo vệ kết cấu hạ tầng đường bộ; chấp thuận gia cường công trình đường bộ khi cần thiết để cho phép xe quá khổ giới hạn, xe quá tải trọng, xe bánh xích lưu hành trên đường bộ',
  field: 'Đường bộ',
  edition: '2025-07-01',
  basis: documents('140/2025/NĐ-CP', '165/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 871/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn đề nghị theo quy định', originals: 1 },
    request2: {
      name: 'Đơn đề nghị chấp thuận đồng thời với cấp giấy phép thi công công trình trên đường bộ đang khai thác theo quy định',
      originals: 1,
    },
    drawing: {
      name: 'Bản chính hoặc bản sao (có chứng thực) Thuyết minh thiết kế, vị trí xây dựng, lắp đặt biển quảng cáo, biển thông tin cổ động, tuyên truyền chính trị, công trình hạ tầng',
      originals: 1,
      copies: 1,
    },
    drawing2: {
      name: 'Bản chính hoặc bản sao (có chứng thực) các bản vẽ thiết kế, bao gồm bản vẽ bố trí chung, các bản vẽ mặt cắt đứng, mặt cắt ngang và các bản vẽ thiết kế chi tiết thể hiện cụ thể: quy mô, kích thước, diện tích, cấu tạo chi tiết của công trình đề nghị chấp thuận',
      originals: 1,
      copies: 1,
    },
    drawing3: {
      name: 'Bản chính hoặc bản sao (có chứng thực) các bản vẽ thiết kế kết cấu và biện pháp thi công hoàn trả công trình đường bộ bị ảnh hưởng',
      originals: 1,
      copies: 1,
    },
    scheme: { name: 'Biện pháp thi công, phương án tổ chức giao thông', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result:
      'Văn bản chấp thuận vị trí, quy mô, kích thước biển quảng cáo, biển thông tin cổ động, tuyên truyền chính trị',
    total: workingDays(7),
  }),
})
