import {
  communeInspecting,
  dayNotFound,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.004478',
  name: 'Công bố mở cảng cá loại III',
  field: 'Thủy sản',
  edition: '2025-07-01',
  basis: documents('146/2025/QH15', '31/2024/QH15', '43/2024/QH15', '18/2017/QH14', '02/2026/TT-BNNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 68/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị công bố mở cảng cá theo Mẫu số 01.CC Phụ lục XII ban hành kèm theo Thông tư số 02/2026/TT-BNNMT ngày 01/01/2026',
      originals: 1,
    },
    letter: { name: 'Văn bản thể hiện quyền sử dụng vùng đất của cảng', originals: 1 },
    letter2: { name: 'Văn bản thành lập Tổ chức quản lý cảng cá', originals: 1 },
    minutes: { name: 'Biên bản nghiệm thu đã hoàn thành công trình đưa vào sử dụng cảng cá', originals: 1 },
  },
  feeDong: free,
  ...communeInspecting({ by: 'economy', result: 'Quyết định công bố mở cảng cá', total: workingDays(5) }),
})
