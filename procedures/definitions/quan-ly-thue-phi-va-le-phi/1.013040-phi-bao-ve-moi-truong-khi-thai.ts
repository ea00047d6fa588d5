import {
  dayNotFound,
  department,
  documents,
  formAssumed,
  free,
  longestTime,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013040',
  name: 'Thủ tục khai, nộp phí bảo vệ môi trường đối với khí thải',
  field: 'Quản lý thuế, phí, lệ phí và thu khác của ngân sách nhà nước',
  edition: '2025-07-01',
  basis: documents(
    '89/2025/QH15',
    '72/2020/QH14',
    '38/2019/QH14',
    '97/2015/QH13',
    '125/2025/NĐ-CP',
    '362/2025/NĐ-CP',
    '153/2024/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 4510/QĐ-BTC',
  assumed: [formAssumed, longestTime, dayNotFound],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    declaration: {
      name: 'Tờ khai nộp phí bảo vệ môi trường đối với khí thải theo Mẫu số 01 tại Phụ lục ban hành kèm theo Nghị định số 153/2024/NĐ-CP',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: free,
  ...department({
    result: 'Thông báo nộp phí bảo vệ môi trường đối với khí thải theo Mẫu số 02 tại Phụ lục',
    total: workingDays(40),
  }),
})
