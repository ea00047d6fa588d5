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
  code: '1.013128',
  name: 'Thủ tục thẩm định và phê duyệt kế hoạch ứng phó sự cố tràn dầu đối với các cơ sở, cửa hàng kinh doanh xăng dầu trên đất liền, trên sông, trên biển',
  field: 'Ứng phó sự cố tràn dầu',
  edition: '2025-07-01',
  basis: documents('24/2025/QĐ-TTg', '12/2021/QĐ-TTg'),
  source: 'Bộ Quốc phòng, quyết định công bố 3717/QĐ-BQP',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Văn bản đề nghị thẩm định và phê duyệt kế hoạch ứng phó sự cố tràn dầu', originals: 1 },
    plan: {
      name: 'Kế hoạch ứng phó sự cố tràn dầu theo mẫu quy định tại Phụ lục III ban hành kèm theo Quyết định số 12/2021/QĐ-TTg ngày 24/3/2021 của Thủ tướng Chính phủ',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định phê duyệt kế hoạch ứng phó sự cố tràn dầu',
    total: workingDays(7),
  }),
})
