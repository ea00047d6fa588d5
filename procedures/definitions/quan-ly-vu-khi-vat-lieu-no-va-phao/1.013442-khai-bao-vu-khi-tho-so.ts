import {
  districtStillNamed,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013442',
  name: 'Khai báo vũ khí thô sơ là hiện vật trưng bày, triển lãm, làm đồ gia bảo',
  field: 'Quản lý vũ khí, vật liệu nổ, công cụ hỗ trợ và pháo',
  edition: '2025-07-01',
  basis: documents('42/2024/QH15', '75/2024/TT-BCA', '77/2024/TT-BCA'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 885/QĐ-BCA-C06',
  assumed: [formAssumed, longestTime, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai, trong đó ghi rõ họ tên, số định danh cá nhân hoặc số hộ chiếu của người đề nghị, lý do khai báo, số lượng, chủng loại, nhãn hiệu, số hiệu, ký hiệu vũ khí thô sơ (nếu có)',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Thông báo xác nhận khai báo vũ khí thô sơ', total: workingDays(4) }),
})
