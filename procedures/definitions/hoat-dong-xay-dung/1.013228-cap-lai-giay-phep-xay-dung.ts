import {
  commune,
  dayNotFound,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013228',
  name: 'Cấp lại giấy phép xây dựng đối với công trình cấp III, cấp IV (công trình Không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Sửa chữa, cải tạo/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: documents(
    '62/2020/QH14',
    '50/2014/QH13',
    '14/2026/NĐ-CP',
    '105/2025/NĐ-CP',
    '140/2025/NĐ-CP',
    '144/2025/NĐ-CP',
    '175/2024/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 56/QĐ-BXD',
  assumed: [formAssumed, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị điều chỉnh, gia hạn, cấp lại giấy phép xây dựng, trong đó giải trình rõ lý do đề nghị cấp lại theo Mẫu số 02 Phụ lục II Nghị định số 175/2024/NĐ-CP',
      originals: 1,
    },
    licence: {
      name: 'Bản chính giấy phép xây dựng đã được cấp theo quy định (đối với trường hợp bị rách, nát)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'economy', result: 'Giấy phép xây dựng được cấp lại', total: workingDays(5) }),
})
