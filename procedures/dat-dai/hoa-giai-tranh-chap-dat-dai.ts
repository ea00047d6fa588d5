import { days } from '../../domain/calendar.ts'
import { longestTime } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, siteForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { communeInspecting } from '../routes/commune-inspecting.ts'

export default procedure({
  code: '1.012812',
  name: 'Hòa giải tranh chấp đất đai',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents('43/2024/QH15', '102/2024/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [formAssumed, longestTime, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: { name: 'Đơn yêu cầu hòa giải tranh chấp đất đai', originals: 1, copies: 1 },
    documents: {
      name: 'Các giấy tờ có liên quan đến việc sử dụng đất (bản phô tô hoặc có công chức hoặc có chứng thực)',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'economy',
    result:
      'Biên bản hòa giải có chữ ký của Chủ tịch Hội đồng hòa giải, các bên tranh chấp có mặt tại buổi hòa giải, các thành viên tham gia hòa giải (có đóng dấu UBND cấp xã)',
    total: days(40),
  }),
})
