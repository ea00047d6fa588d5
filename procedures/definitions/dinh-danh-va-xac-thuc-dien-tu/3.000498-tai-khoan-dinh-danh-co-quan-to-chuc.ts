import { documents, formAssumed, free, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '3.000498',
  name: 'Cấp tài khoản định danh điện tử cho cơ quan, tổ chức',
  field: 'Định danh và xác thực điện tử',
  edition: '2025-07-01',
  basis: documents('69/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5709/QĐ-BCA-C06',
  assumed: [formAssumed],
  connecting: 'residence',
  form: personForm,
  papers: {
    request: {
      name: 'Phiếu đề nghị cấp tài khoản định danh điện tử dùng cho cơ quan, tổ chức (mẫu TK02 ban hành kèm theo Nghị định số 69/2024/NĐ-CP ngày 25/6/2024 quy định về định danh và xác thực điện tử)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...police({ result: 'Thông báo kết quả đăng ký cấp tài khoản định danh điện tử', total: workingDays(3) }),
})
