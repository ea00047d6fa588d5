import { days } from '../../domain/calendar.ts'
import { shortPapers } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, siteForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { communeInspecting } from '../routes/commune-inspecting.ts'

export default procedure({
  code: '1.013226',
  name: 'Cấp điều chỉnh giấy phép xây dựng đối với công trình cấp III, cấp IV (công trình Không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
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
  assumed: [formAssumed, shortPapers, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị điều chỉnh, gia hạn, cấp lại giấy phép xây dựng theo Mẫu số 02 Phụ lục II Nghị định số 175/2024/NĐ-CP',
      originals: 1,
    },
    letter: {
      name: 'Văn bản chấp thuận về địa điểm xây dựng của Ủy ban nhân dân cấp xã đối với công trình xây dựng biển quảng cáo, trạm viễn thông, cột ăng-ten và các công trình tương tự khác',
      sometimes: true,
      copies: 1,
    },
    documents: { name: 'Giấy tờ về việc xếp hạng di tích lịch sử', copies: 1 },
    drawing: {
      name: 'Bản chính giấy phép xây dựng đã được cấp kèm theo bản vẽ đã được cấp kèm theo giấy xây dựng',
      originals: 1,
    },
    landTitle: {
      name: 'Báo cáo hiện trạng sử dụng đất đối với trường hợp tổ chức, cơ sở tôn giáo đang sử dụng mà chưa được cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở',
      sometimes: true,
      originals: 1,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('175/2024/NĐ-CP', 62, 2),
    },
    drawing2: {
      name: 'Báo cáo kết quả thẩm định và văn bản phê duyệt thiết kế xây dựng điều chỉnh (trừ nhà ở riêng lẻ) của chủ đầu tư',
      originals: 1,
    },
    landTitle2: {
      name: 'Giấy chứng nhận quyền sử dụng đất được cấp theo quy định của Luật Đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    landTitle3: {
      name: 'Văn bản của cơ quan nhà nước có thẩm quyền đã cấp giấy chứng nhận quyền sử dụng đất',
      copies: 1,
    },
  },
  feeDong: feeNotFound,
  ...communeInspecting({ by: 'economy', result: 'Giấy phép xây dựng được điều chỉnh', total: days(20) }),
})
