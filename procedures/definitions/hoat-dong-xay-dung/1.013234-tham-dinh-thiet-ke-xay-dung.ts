import {
  days,
  department,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013234',
  name: 'Thẩm định Thiết kế xây dựng triển khai sau thiết kế cơ sở/ Thiết kế xây dựng triển khai sau thiết kế cơ sở điều chỉnh',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: documents(
    '62/2020/QH14',
    '50/2014/QH13',
    '105/2025/NĐ-CP',
    '140/2025/NĐ-CP',
    '144/2025/NĐ-CP',
    '175/2024/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 864/QĐ-BXD',
  assumed: [formAssumed, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    drawing: {
      name: 'Hồ sơ khảo sát xây dựng được chủ đầu tư phê duyệt; hồ sơ thiết kế xây dựng của bước thiết kế xây dựng trình thẩm định',
      originals: 1,
      copies: 1,
    },
    drawing2: {
      name: 'Tờ trình thẩm định Thiết kế xây dựng triển khai sau thiết kế cơ sở/điều chỉnh Thiết kế xây dựng triển khai sau thiết kế cơ sở theo Mẫu số 08 Phụ lục I Nghị định số 175/2024/NĐ-CP',
      originals: 1,
      copies: 1,
    },
    project: {
      name: 'Các văn bản pháp lý kèm theo, gồm: quyết định phê duyệt dự án đầu tư xây dựng kèm theo Báo cáo nghiên cứu khả thi đầu tư xây dựng được phê duyệt',
      originals: 1,
      copies: 1,
    },
    drawing3: {
      name: 'Mã số chứng chỉ năng lực hoạt động xây dựng của nhà thầu khảo sát, nhà thầu lập thiết kế xây dựng, nhà thầu thẩm tra',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...department({
    result:
      'Văn bản thông báo kết quả thẩm định thiết kế xây dựng triển khai sau thiết kế cơ sở/điều chỉnh thiết kế xây dựng triển khai sau thiết kế cơ sở theo Mẫu số 10 Phụ lục I Nghị định số 175/2024/NĐ-CP',
    total: days(40),
  }),
})
