import {
  commune,
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  notFound,
  organisationForm,
  procedure,
} from '../../kit/kit.ts'

export default procedure({
  code: '2.002228',
  name: 'Thông báo chấm dứt hoạt động của tổ hợp tác',
  field: 'Thành lập và hoạt động của tổ hợp tác',
  edition: '2025-07-01',
  basis: documents('125/2025/NĐ-CP', '77/2019/NĐ-CP', '43/2025/TT-BTC'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2103/QĐ-BTC',
  assumed: [formAssumed, districtStillNamed, competenceSplit, notFound.time],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    minutes: {
      name: 'Biên bản cuộc họp thành viên tổ hợp tác về việc chấm dứt hoạt động của tổ hợp tác',
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền của một trăm phần trăm (100 %) tổng số thành viên tổ hợp tác',
      sometimes: true,
      originals: 1,
    },
    paper: { name: 'Giấy thông báo về việc chấm dứt hoạt động của tổ hợp tác', originals: 1 },
    minutes2: { name: 'Biên bản cuộc họp tổ hợp tác về việc bầu tổ trưởng', originals: 1 },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Cập nhật thông tin trong Sổ theo dõi về việc thành lập và hoạt động của tổ hợp tác',
  }),
})
