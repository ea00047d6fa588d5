import {
  cityLevel,
  citySignOff,
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000291',
  name: 'Thẩm định, phê duyệt, điều chỉnh, bổ sung Kế hoạch quản lý, khai thác nhà, đất',
  field: 'Quản lý công sản',
  edition: '2025-07-01',
  basis: documents('286/2025/NĐ-CP', '108/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4191/QĐ-BTC',
  assumed: [formAssumed, cityLevel, dayNotFound, notFound.time],
  connecting: 'object',
  form: siteForm,
  papers: {
    plan: {
      name: 'Văn bản của tổ chức quản lý, kinh doanh nhà địa phương kèm Kế hoạch quản lý, khai thác nhà, đất',
      originals: 1,
    },
    letter: { name: 'Văn bản ý kiến của cơ quan quản lý cấp trên (nếu có)', sometimes: true, originals: 1 },
  },
  feeDong: free,
  ...citySignOff({ by: 'economy', result: 'Quyết định phê duyệt Kế hoạch quản lý, khai thác nhà, đất' }),
})
