import { days } from '../../domain/calendar.ts'
import { longestTime, shortPapers } from '../assumptions.ts'
import { feeNotFound } from '../fees.ts'
import { formAssumed, siteForm } from '../forms.ts'
import { article, documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { communeInspecting } from '../routes/commune-inspecting.ts'

export default procedure({
  code: '1.013229',
  name: 'Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV (công trình Không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
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
  assumed: [formAssumed, longestTime, shortPapers, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép sửa chữa, cải tạo công trình theo Mẫu số 1 Phụ lục số II Nghị định số 175/2024/NĐ-CP ngày 30/12/2024 của Chính phủ',
      originals: 1,
      copies: 1,
    },
    drawing: {
      name: 'Bản vẽ hiện trạng của các bộ phận công trình dự kiến sửa chữa, cải tạo đã được phê duyệt',
      originals: 1,
      copies: 1,
    },
    landTitle: {
      name: 'Một trong những loại giấy tờ hợp pháp về đất đai để cấp phép xây dựng theo quy định tại Điều 53 Nghị số 175/2024/NĐ-CP bao gồm: Giấy chứng nhận quyền sử dụng đất được cấp theo quy định của Luật Đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    landTitle2: {
      name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất được cấp theo quy định của pháp luật về đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('175/2024/NĐ-CP', 59, 2),
    },
    landTitle3: {
      name: 'Giấy chứng nhận quyền sở hữu nhà ở và quyền sử dụng đất ở được cấp theo quy định của pháp luật về đất đai, pháp luật về nhà ở qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    drawing2: {
      name: '02 bộ bản vẽ thiết kế xây dựng trong hồ sơ thiết kế xây dựng triển khai sau thiết kế cơ sở',
      originals: 1,
      copies: 1,
    },
    landTitle4: {
      name: 'Giấy chứng nhận quyền sử dụng đất được cấp theo quy định của Luật Đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    project: { name: 'Quyết định phê duyệt dự án', originals: 1, copies: 1 },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'economy',
    result:
      'Giấy phép xây dựng kèm theo hồ sơ thiết kế trình xin cấp giấy phép xây dựng có đóng dấu của cơ quan có thẩm quyền cấp giấy phép xây dựng',
    total: days(20),
  }),
})
