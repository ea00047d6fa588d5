import {
  commune,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012888',
  name: 'Công nhận Ban quản trị nhà chung cư',
  field: 'Nhà ở và công sở',
  edition: '2025-07-01',
  basis: documents('27/2023/QH15', '95/2024/NĐ-CP', '05/2024/TT-BXD'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 903/QĐ-BXD',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị của chủ đầu tư, trong đó nêu rõ tên Ban quản trị đã được Hội nghị nhà chung cư thông qua',
      originals: 1,
      copies: 1,
    },
    request2: { name: 'Văn bản đề nghị của Ban quản trị được bầu', originals: 1, copies: 1 },
    minutes: { name: 'Biên bản họp Hội nghị nhà chung cư về việc bầu Ban quản trị', originals: 1, copies: 1 },
    list: {
      name: 'Danh sách các thành viên Ban quản trị, trong đó nêu chức danh Trưởng ban, Phó ban quản trị',
      originals: 1,
      copies: 1,
    },
    paper: {
      name: 'Quy chế hoạt động của Ban quản trị đã được Hội nghị nhà chung cư thông qua',
      originals: 1,
      copies: 1,
    },
    decision: { name: 'Bản gốc quyết định công nhận Ban quản trị', originals: 1, copies: 1 },
    paper2: {
      name: 'Quy chế hoạt động của Ban quản trị đã được Hội nghị nhà chung cư thông qua (nếu có sửa đổi, bổ sung quy chế này)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    minutes2: {
      name: 'Biên bản họp Hội nghị nhà chung cư về việc bầu lại, bầu thay thế Ban quản trị hoặc thành viên Ban quản trị hoặc bầu thay thế Trưởng ban, Phó ban quản trị',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định công nhận Ban quản trị nhà chung cư',
    total: workingDays(7),
  }),
})
