import { cityLevel, shortPapers } from '../assumptions.ts'
import { formAssumed, subjectForm } from '../forms.ts'
import { documents } from '../grammar/basis.ts'
import { dayNotFound, notFound } from '../grammar/evidence.ts'
import { procedure } from '../grammar/procedure.ts'
import { communeThenDepartment } from '../routes/commune-then-department.ts'

export default procedure({
  code: '1.003976',
  name: 'Giải quyết việc nuôi con nuôi có yếu tố nước ngoài đối với trẻ em sống ở cơ sở nuôi dưỡng',
  field: 'Nuôi con nuôi',
  edition: '2025-07-01',
  basis: documents(
    '52/2010/QH12',
    '18/2026/NĐ-CP',
    '06/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '24/2019/NĐ-CP',
    '114/2016/NĐ-CP',
    '19/2011/NĐ-CP',
    '146/2012/TTLT-BTC-BTPN',
    '08/2025/TT-BTP',
    '07/2023/TT-BTP',
    '11/2021/TT-BTP',
    '10/2020/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 361/QĐ-BTP',
  assumed: [
    formAssumed,
    shortPapers,
    cityLevel,
    dayNotFound,
    notFound.time,
    notFound.fee,
    'Trang công bố ghi thêm 50.000.000 đồng ở kênh bưu chính, trông như chi phí giải quyết chứ không phải lệ phí của kênh: bỏ ra.',
  ],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    request: {
      name: 'Đơn xin nhận trẻ em Việt Nam làm con nuôi (Sử dụng cho trường hợp nhận trẻ em sống ở cơ sở nuôi dưỡng, song ngữ Việt - Anh)',
      sometimes: true,
      originals: 2,
    },
    letter: { name: 'Văn bản cho phép được nhận con nuôi ở Việt Nam', originals: 2 },
    confirmation: {
      name: 'Bản điều tra về tâm lý, gia đình có giá trị sử dụng nếu được lập, cấp, xác nhận chưa quá 12 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    confirmation2: {
      name: 'Văn bản xác nhận tình trạng sức khỏe, có giá trị sử dụng nếu được lập, cấp, xác nhận chưa quá 12 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    identity: { name: 'Bản sao Hộ chiếu hoặc giấy tờ có giá trị thay thế', originals: 2 },
    confirmation3: {
      name: 'Văn bản xác nhận thu nhập và tài sản, có giá trị sử dụng nếu được lập, cấp, xác nhận chưa quá 12 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    curriculum: {
      name: 'Phiếu lý lịch tư pháp, có giá trị sử dụng nếu được lập, cấp, xác nhận chưa quá 12 tháng, tính đến ngày nộp hồ sơ tại cơ quan có thẩm quyền',
      sometimes: true,
      originals: 2,
    },
    marriage: {
      name: 'Văn bản xác nhận tình trạng hôn nhân: Trường hợp người nhận con nuôi là cặp vợ chồng nhận con nuôi: Giấy chứng nhận kết hôn',
      sometimes: true,
      originals: 2,
    },
  },
  feeDong: { online: null, counter: 9_000_000, post: null },
  ...communeThenDepartment({ by: 'civilStatus', result: 'Quyết định nuôi con nuôi có yếu tố nước ngoài' }),
})
