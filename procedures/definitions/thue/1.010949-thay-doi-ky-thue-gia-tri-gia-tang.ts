import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  free,
  personForm,
  procedure,
  resultNamed,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010949',
  name: 'Thay đổi kỳ tính thuế giá trị gia tăng từ tháng sang quý',
  field: 'Thuế',
  edition: '2025-07-01',
  basis: documents(
    '38/2019/QH14',
    '118/2025/NĐ-CP',
    '126/2020/NĐ-CP',
    '40/2025/TT-BTC',
    '19/2021/TT-BTC',
    '80/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4472/QĐ-BTC',
  assumed: [formAssumed, resultNamed, competenceSplit],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị thay đổi kỳ tính thuế từ tháng sang quý mẫu số 01/ĐK-TĐKTT theo Danh mục hồ sơ khai thuế tại Phụ lục I',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định về việc thay đổi kỳ tính thuế giá trị gia tăng từ tháng sang quý',
    total: workingDays(1),
  }),
})
