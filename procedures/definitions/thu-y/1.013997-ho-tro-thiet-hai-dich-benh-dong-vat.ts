import {
  documents,
  formAssumed,
  free,
  organisationForm,
  posting,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013997',
  name: 'Hỗ trợ cơ sở sản xuất bị thiệt hại do dịch bệnh động vật (cơ sở sản xuất không thuộc lực lượng vũ trang nhân dân)',
  field: 'Thú y',
  edition: '2025-07-01',
  basis: documents('116/2025/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2313/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đề nghị hỗ trợ theo từng loại hình cơ sở sản xuất theo Mẫu số 2a, Mẫu số 2b quy định tại Phụ lục ban hành kèm theo Nghị định 116/2025/NĐ-CP',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'economy',
    result: 'Quyết định về việc hỗ trợ đối với các cơ sở sản xuất bị thiệt hại do dịch bệnh động vật',
    total: workingDays(25),
  }),
})
