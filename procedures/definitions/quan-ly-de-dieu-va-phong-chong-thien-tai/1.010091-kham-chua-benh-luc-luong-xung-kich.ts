import {
  benefit,
  benefitForm,
  dayNotFound,
  document,
  documents,
  formAssumed,
  free,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.010091',
  name: 'Hỗ trợ khám chữa bệnh, trợ cấp tai nạn cho lực lượng xung kích phòng chống thiên tai cấp xã trong trường hợp chưa tham gia bảo hiểm y tế, bảo hiểm xã hội',
  field: 'Quản lý Đê điều và Phòng, chống thiên tai',
  edition: '2025-07-01',
  basis: documents('53/2026/NĐ-CP', '66/2021/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1827/QĐ-BNNMT',
  assumed: [formAssumed, dayNotFound],
  connecting: 'residence',
  form: benefitForm,
  papers: {
    request: {
      name: 'Đơn đề nghị thanh toán chi phí khám bệnh, chữa bệnh theo mẫu quy định tại Phụ lục VI ban hành kèm theo Nghị định số 66/2021/NĐ-CP ngày 06/7/2021 của Chính phủ',
      originals: 1,
    },
    request2: {
      name: 'Đơn đề nghị trợ cấp tai nạn theo mẫu quy định tại Phụ lục II Nghị định số 53/2026/NĐ-CP ngày 05/02/2026 sửa đổi, bổ sung một số điều của các Nghị định trong lĩnh vực đê điều và phòng, chống thiên tai',
      originals: 1,
    },
    medical: { name: 'Phiếu xét nghiệm, đơn thuốc, hóa đơn thu tiền, giấy ra viện', originals: 1 },
    medical2: { name: 'Giấy ra viện', originals: 1 },
    minutes: {
      name: 'Biên bản điều tra của cơ quan công an (trường hợp bị tai nạn giao thông)',
      sometimes: true,
      originals: 1,
    },
    medical3: {
      name: 'Trích sao hồ sơ bệnh án hoặc bản sao giấy chứng nhận thương tích do cơ sở y tế nơi đã cấp cứu, điều trị',
      originals: 1,
    },
  },
  feeDong: free,
  ...benefit({
    by: 'economy',
    result: 'Quyết định hỗ trợ chi phí khám bệnh, chữa bệnh, trợ cấp tai nạn cho đối tượng được hưởng',
    benefit: 'disasterForceAid',
    basis: document('66/2021/NĐ-CP'),
    total: workingDays(10),
  }),
})
