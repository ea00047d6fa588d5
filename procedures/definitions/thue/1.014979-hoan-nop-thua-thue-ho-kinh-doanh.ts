import {
  commune,
  competenceSplit,
  dayNotFound,
  documents,
  formAssumed,
  free,
  longestTime,
  personForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014979',
  name: 'Hoàn nộp thừa các loại thuế đối với hộ kinh doanh, cá nhân kinh doanh',
  field: 'Thuế',
  edition: '2025-07-01',
  basis: documents(
    '108/2025/QH15',
    '141/2026/NĐ-CP',
    '68/2026/NĐ-CP',
    '118/2025/NĐ-CP',
    '320/2025/NĐ-CP',
    '126/2020/NĐ-CP',
    '18/2026/TT-BTC',
    '50/2026/TT-BTC',
    '46/2024/TT-BTC',
    '19/2021/TT-BTC',
    '80/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1272/QĐ-BTC',
  assumed: [formAssumed, longestTime, competenceSplit, dayNotFound],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thuế đối với hộ kinh doanh, cá nhân kinh doanh nộp thuế thu nhập cá nhân',
      sometimes: true,
      originals: 1,
    },
    declaration2: {
      name: 'Tờ khai thuế đối với hộ kinh doanh, cá nhân kinh doanh nộp thuế thu nhập cá nhân theo phương pháp thu nhập tính thuế nhân (x) với thuế suất (Mẫu số 02/QTT-TNCN-CNKD Thông tư số 18/2026/TT-BTC)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định hoàn thuế kiêm bù trừ thu Ngân sách nhà nước (02/QĐHT)',
    total: workingDays(6),
  }),
})
