import {
  commune,
  document,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000468',
  name: 'Chỉnh sửa nội dung văn bằng, chứng chỉ (cấp xã)',
  field: 'Văn bằng, chứng chỉ',
  edition: '2025-07-01',
  basis: documents('21/2019/TT-BGDĐT'),
  source: {
    list: 'Danh mục thủ tục hành chính của xã Vĩnh Bảo, Hải Phòng',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Giấy khai sinh, Căn cước công dân',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử',
      askedBy: document('21/2019/TT-BGDĐT', 'Điểm d, đ khoản 1 Điều 23 Quy chế'),
    },
  },
  feeDong: feeNotFound,
  ...commune({ by: 'socialAffairs', result: 'Văn bản về việc chỉnh sửa nội dung văn bằng, chứng chỉ' }),
})
