import {
  commune,
  days,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012694',
  name: 'Chuyển mục đích sử dụng rừng sang mục đích khác đối với cá nhân',
  field: 'Kiểm lâm',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '16/2025/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 364/QĐ-BNNMT',
  assumed: [formAssumed, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    drawing: {
      name: 'Báo cáo thuyết minh hiện trạng rừng và bản đồ hiện trạng rừng khu vực đề nghị chuyển mục đích sử dụng rừng sang mục đích khác được lập trong thời gian 12 tháng trước ngày nộp hồ sơ',
      copies: 1,
    },
    decision: {
      name: 'Bản sao Quyết định chủ trương chuyển mục đích sử dụng rừng sang mục đích khác của cấp có thẩm quyền hoặc bản sao văn bản chấp thuận, quyết định chủ trương đầu tư',
      copies: 1,
    },
    payment: {
      name: 'Thông báo về việc hoàn thành nghĩa vụ nộp tiền trồng rừng thay thế đối với diện tích đề nghị chuyển mục đích sử dụng rừng sang mục đích khác',
      sometimes: true,
      originals: 1,
    },
    request: {
      name: 'Đề nghị quyết định chuyển mục đích sử dụng rừng sang mục đích khác theo Mẫu số 22 Phụ lục IIA ban hành kèm theo Nghị định số 42/2026/NĐ-CP',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'economy',
    result: 'Quyết định chuyển mục đích sử dụng rừng sang mục đích khác',
    total: days(8),
  }),
})
