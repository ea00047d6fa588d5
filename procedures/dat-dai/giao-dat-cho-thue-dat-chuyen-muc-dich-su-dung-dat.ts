import { days } from '../../domain/calendar.ts'
import { shortPapers } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, siteForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { land } from '../routes/land.ts'

export default procedure({
  code: '1.013949',
  name: 'Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với trường hợp giao đất, cho thuê đất không đấu giá quyền sử dụng đất, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án có sử dụng đất; trường hợp giao đất, cho thuê đất thông qua đấu thầu lựa chọn nhà đầu tư thực hiện dự án có sử dụng đất; giao đất và giao rừng; cho thuê đất và cho thuê rừng, gia hạn sử dụng đất khi hết thời hạn sử dụng đất',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: documents(
    '31/2024/QH15',
    '43/2024/QH15',
    '131/2025/NĐ-CP',
    '136/2025/NĐ-CP',
    '151/2025/NĐ-CP',
    '226/2025/NĐ-CP',
    '102/2024/NĐ-CP',
    '156/2018/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT',
  assumed: [formAssumed, shortPapers, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị giao đất/thuê đất/chuyển mục đích sử dụng đất/giao đất và giao rừng/cho thuê đất và cho thuê rừng',
      originals: 1,
      copies: 1,
    },
    request2: { name: 'Đơn đề nghị gia hạn sử dụng đất', originals: 1, copies: 1 },
    project: {
      name: 'Một trong các loại giấy tờ sau: Bản sao văn bản phê duyệt dự án đầu tư, quyết định chấp thuận chủ trương đầu tư, quyết định chấp thuận chủ trương đầu tư đồng thời chấp thuận nhà đầu tư theo quy định của pháp luật về đầu tư công, pháp luật về đầu tư',
      originals: 1,
      copies: 1,
    },
    paper: { name: 'Kết quả đấu giá thuê rừng', originals: 1, copies: 1 },
    project2: {
      name: 'Dự án đầu tư đối với khu rừng đề nghị giao',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    scheme: {
      name: 'Phương án sử dụng tầng đất mặt theo Mẫu số 26 ban hành kèm theo Nghị định số 151/2025/NĐ-CP (đối với trường hợp chuyển mục đích sử dụng đất chuyên trồng lúa)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    letter: {
      name: 'Bản sao văn bản phê duyệt kết quả lựa chọn nhà đầu tư của cơ quan nhà nước có thẩm quyền đối với trường hợp quy định tại khoản 2 Điều 116 Luật Đất đai',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    project3: {
      name: 'Bản sao văn bản phê duyệt dự án đầu tư, quyết định chấp thuận chủ trương đầu tư, quyết định chấp thuận chủ trương đầu tư đồng thời chấp thuận nhà đầu tư',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...land({
    result:
      'Quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất, giao đất và giao rừng, cho thuê đất và cho thuê rừng',
    total: days(15),
  }),
})
