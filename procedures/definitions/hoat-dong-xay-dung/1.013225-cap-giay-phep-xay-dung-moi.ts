import {
  article,
  choice,
  count,
  document,
  dwellingPermit,
  identityNumber,
  procedure,
  text,
  yesNo,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013225',
  name: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV (Công trình không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: [
    article('50/2014/QH13', 102),
    document('62/2020/QH14', 'sửa đổi Luật Xây dựng'),
    article('175/2024/NĐ-CP', 50),
    article('175/2024/NĐ-CP', 53),
    article('175/2024/NĐ-CP', 55),
    document('140/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 56/QĐ-BXD',
  assumed: [
    'Bản này chỉ giải quyết nhà ở riêng lẻ: 15 ngày. Công trình khác có 20 ngày và bộ giấy tờ khác, chưa viết.',
    'Mười lăm ngày là ngày dương lịch, vì cùng trang viết “ngày làm việc” ở chỗ khác.',
    'Cơ quan trả lời trong 12 ngày kể từ khi được hỏi. Lấy ý kiến nối tiếp thẩm định chứ không song song, nên mỗi bước còn lại chỉ có 01 ngày.',
    'Trang công bố nói “cơ quan quản lý nhà nước liên quan”; ở đây hỏi Sở Xây dựng, chỉ khi khu đất thuộc diện phải hỏi.',
    'Lệ phí của HĐND Thành phố chưa tìm thấy; ghi 0 đồng như trang công bố (“Miễn phí”).',
  ],
  connecting: 'object',
  form: {
    ownerName: text('Họ và tên chủ đầu tư'),
    ownerIdentityNumber: identityNumber('Số định danh cá nhân của chủ đầu tư'),
    site: text('Địa điểm xây dựng: số nhà, đường, xã hoặc phường', 500),
    landCertificate: text('Giấy tờ về đất đai: số, ngày, nơi cấp', 500),
    siteAreaSquareMetres: count('Diện tích lô đất, m²', 1, 100_000),
    floorAreaSquareMetres: count('Tổng diện tích sàn, m²', 1, 100_000),
    storeys: count('Số tầng', 1, 50),
    kind: choice('Loại nhà', { urban: 'Nhà ở riêng lẻ tại đô thị', rural: 'Nhà ở riêng lẻ tại nông thôn' }),
    adjoins: yesNo('Có công trình liền kề'),
    mustConsult: yesNo(
      'Khu đất thuộc diện phải lấy ý kiến cơ quan quản lý nhà nước (bảo tồn, hành lang bảo vệ)',
    ),
  },
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 1 Phụ lục II, 175/2024/NĐ-CP)',
      originals: 1,
    },
    land: {
      name: 'Một trong các giấy tờ hợp pháp về đất đai (Điều 53, 175/2024/NĐ-CP)',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về Đất đai',
      askedBy: article('175/2024/NĐ-CP', 55),
    },
    drawings: { name: 'Bản vẽ thiết kế xây dựng', originals: 2 },
    neighbours: {
      name: 'Bản cam kết bảo đảm an toàn đối với công trình liền kề, khi có',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  ...dwellingPermit('Giấy phép xây dựng'),
})
