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
  code: '1.013061',
  name: 'Cấp giấy phép thi công công trình trên đường bộ đang khai thác',
  field: 'Đường bộ',
  edition: '2025-07-01',
  basis: documents(
    '09/2025/TT-BXD',
    '72/2025/TT-BXD',
    '36/2024/TT-BGTVT',
    '40/2024/TT-BGTVT',
    '41/2024/TT-BGTVT',
    '22/2014/TT-BGTVT',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2503/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp phép thi công công trình trên đường bộ đang khai thác',
      originals: 1,
    },
    drawing: {
      name: 'Đối với công trình đề nghị cấp giấy phép thi công trong phạm vi dải phân cách giữa của đường bộ, ngoài Bản vẽ thiết kế thi công phải có thông tin về khoảng cách',
      sometimes: true,
      originals: 1,
    },
    licence: {
      name: 'Đối với công trình đề nghị cấp giấy phép thi công lắp đặt vào cầu, hầm',
      sometimes: true,
      originals: 1,
    },
    drawing2: { name: 'Bản vẽ thiết kế hoàn trả công trình đường bộ bị ảnh hưởng', originals: 1 },
    drawing3: {
      name: 'Bản vẽ thiết kế thi công có các thông tin về: vị trí, lý trình đường bộ, kích thước công trình trên mặt bằng công trình đường bộ và trong phạm vi đất dành cho kết cấu hạ tầng đường bộ',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Giấy phép thi công công trình trên đường bộ đang khai thác',
    total: workingDays(5),
  }),
})
