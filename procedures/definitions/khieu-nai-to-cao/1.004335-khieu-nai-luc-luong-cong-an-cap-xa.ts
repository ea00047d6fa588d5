import {
  commune,
  documents,
  feeNotFound,
  formAssumed,
  lapsedLeftOut,
  notFound,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004335',
  name: 'Giải quyết khiếu nại về quyết định hành chính, hành vi hành chính của công dân đối với lực lượng Công an nhân dân thực hiện tại cấp xã (phải là cán bộ thuộc biên chế của lực lượng Công an)',
  field: 'Khiếu nại, tố cáo',
  edition: '2025-07-01',
  basis: documents('11/2015/TT-BCA', '68/2013/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ/0001-BCA',
  assumed: [formAssumed, lapsedLeftOut, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: { name: 'Đơn khiếu nại hoặc bản ghi lời khiếu nại', originals: 1 },
    documents: { name: 'Các tài liệu khác có liên quan', originals: 1 },
    decision: { name: 'Quyết định giải quyết khiếu nại', originals: 1 },
    minutes: { name: 'Biên bản tổ chức đối thoại (nếu có)', sometimes: true, originals: 1 },
    minutes2: {
      name: 'Biên bản kiểm tra, xác minh, kết luận, kết quả giám định (nếu có)',
      sometimes: true,
      originals: 1,
    },
    paper: { name: 'Thông báo thụ lý khiếu nại', originals: 1 },
    documents2: { name: 'Tài liệu, chứng cứ do các bên cung cấp', originals: 1 },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'councilOffice',
    result: 'Quyết định giải quyết khiếu nại lần đầu',
    total: workingDays(60),
  }),
})
