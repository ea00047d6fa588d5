import {
  benefit,
  benefitForm,
  document,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012538',
  name: 'Giải quyết chế độ, chính sách cho người tham gia lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở chưa tham gia bảo hiểm xã hội mà bị tai nạn, chết khi thực hiện nhiệm vụ',
  field: 'Chính sách',
  edition: '2025-07-01',
  basis: documents('30/2023/QH15', '184/2025/NĐ-CP', '40/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 8211/QĐ-BCA',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'residence',
  form: benefitForm,
  papers: {
    request: {
      name: 'Đơn đề nghị trợ cấp tai nạn, trợ cấp tiền tuất, tiền mai táng phí (Mẫu số 02 ban hành kèm theo Nghị định số 40/2024/NĐ-CP)',
      originals: 1,
      copies: 1,
    },
    medical: {
      name: 'Giấy ra viện hoặc trích sao hồ sơ bệnh án sau khi điều trị tai nạn đối với trường hợp điều trị nội trú hoặc bản sao giấy chứng nhận thương tích do cơ sở y tế nơi đã cấp cứu, điều trị cấp',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    minutes: {
      name: 'Trường hợp bị tai nạn giao thông thì có thêm biên bản của cơ quan Công an',
      sometimes: true,
      originals: 1,
    },
    minutes2: {
      name: 'Biên bản giám định mức suy giảm khả năng lao động của hội đồng giám định y khoa bệnh viện cấp tỉnh và tương đương trở lên',
      originals: 1,
    },
    medical2: {
      name: 'Giấy ra viện hoặc trích sao hồ sơ bệnh án sau khi điều trị tai nạn đối với trường hợp điều trị nội trú',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    death: { name: 'Bản sao giấy chứng tử hoặc trích lục khai tử', copies: 1 },
    minutes3: {
      name: 'Trường hợp bị tai nạn giao thông dẫn đến chết thì có thêm biên bản của cơ quan Công an',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...benefit({
    by: 'socialAffairs',
    result: 'Quyết định chi trả trợ cấp tai nạn, trợ cấp tiền tuất, tiền mai táng phí',
    benefit: 'securityForceDeath',
    basis: document('40/2024/NĐ-CP'),
    total: workingDays(5),
  }),
})
