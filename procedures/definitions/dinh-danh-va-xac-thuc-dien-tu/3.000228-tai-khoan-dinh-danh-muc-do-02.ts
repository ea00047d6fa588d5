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
  code: '3.000228',
  name: 'Cấp tài khoản định danh điện tử mức độ 02, căn cước điện tử cho công dân Việt Nam (cấp xã)',
  field: 'Định danh và xác thực điện tử',
  edition: '2025-07-01',
  basis: documents('69/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5709/QĐ-BCA-C06',
  assumed: [formAssumed, longestTime, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị cấp tài khoản định danh điện tử (mẫu TK01 ban hành kèm theo Nghị định số 69/2024/NĐ-CP ngày 25/6/2024 quy định về định danh và xác thực điện tử)',
      originals: 1,
    },
    identity: {
      name: 'Xuất trình thẻ Căn cước công dân gắn chip điện tử, thẻ căn cước còn hiệu lực',
      originals: 1,
    },
    paper: {
      name: 'Trong đó cung cấp rõ số thuê bao di động chính chủ, địa chỉ thư điện tử (nếu có) và thông tin khác đề nghị tích hợp (nếu có nhu cầu)',
      sometimes: true,
      originals: 1,
    },
    identity2: {
      name: 'Công dân chuẩn bị hồ sơ và thực hiện đồng thời thủ tục “cấp tài khoản định danh điện tử mức độ 2, căn cước điện tử cho công dân Việt Nam” cùng với thủ tục cấp thẻ căn cước',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...police({
    result: 'Thông báo kết quả qua ứng dụng VNeID hoặc tin nhắn SMS hoặc địa chỉ thư điện tử',
    total: workingDays(7),
  }),
})
