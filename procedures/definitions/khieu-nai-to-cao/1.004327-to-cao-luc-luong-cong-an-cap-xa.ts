import {
  commune,
  districtStillNamed,
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
  code: '1.004327',
  name: 'Giải quyết tố cáo không thuộc lĩnh vực tố tụng hình sự của công dân đối với lực lượng Công an nhân dân thực hiện tại cấp xã (phải là cán bộ thuộc biên chế của lực lượng Công an)',
  field: 'Khiếu nại, tố cáo',
  edition: '2025-07-01',
  basis: documents('91/2013/NĐ-CP', '12/2015/TT-BCA', '10/2014/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố QĐ/0001-BCA',
  assumed: [formAssumed, lapsedLeftOut, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    minutes: {
      name: 'Nhóm 2 gồm các văn bản, tài liệu sau: Các biên bản làm việc; văn bản, tài liệu, chứng cứ thu thập được; văn bản giải trình của người bị tố cáo; các tài liệu khác có liên quan đến nội dung tố cáo',
      originals: 1,
    },
    minutes2: {
      name: 'Nhóm 1 gồm các văn bản, tài liệu sau: Đơn tố cáo hoặc Biên bản ghi nội dung tố cáo trực tiếp',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'councilOffice',
    result: 'Kết luận nội dung tố cáo và quyết định xử lý hành vi vi phạm bị tố cáo',
    total: workingDays(60),
  }),
})
