import { workingDays } from '../../domain/calendar.ts'
import { article, document } from '../grammar/basis.ts'
import { choice, count, identityNumber, text, yesNo } from '../grammar/field.ts'
import { procedure } from '../grammar/procedure.ts'

export default procedure({
  code: '1.013978',
  name: 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu đối với hộ gia đình, cá nhân, cộng đồng dân cư, người gốc Việt Nam định cư ở nước ngoài',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: [
    article('31/2024/QH15', 137),
    article('31/2024/QH15', 148),
    article('31/2024/QH15', 149),
    document('101/2024/NĐ-CP'),
    document('151/2025/NĐ-CP', 'thẩm quyền của chính quyền địa phương hai cấp'),
    document('226/2025/NĐ-CP', 'sửa đổi 151/2025/NĐ-CP'),
  ],
  source:
    'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 3380/QĐ-BNNMT; tạm dừng: 1610/QĐ-TTPVHCC của Hà Nội',
  assumed: [
    'Trang công bố ghi 17 ngày làm việc (trực tuyến), 20 (bưu chính), 27 (trực tiếp) mà không giải thích; lấy 20 ngày cho mọi kênh.',
    'Niêm yết 15 ngày được tính là 11 ngày làm việc, luôn đủ 15 ngày dương lịch, để cộng được với các bước khác.',
    'Thời hạn của từng bước là phân chia nội bộ.',
    'Cơ quan thuế chưa là một nơi trong hệ thống: phiếu chuyển thông tin gửi trong bước kiểm tra điều kiện, chứng từ nộp tiền do Bộ phận Một cửa ghi nhận.',
    'Ghi nợ nghĩa vụ tài chính được ghi nhận như đã thực hiện.',
    'Trích đo (05 ngày làm việc) của đơn vị đo đạc nằm trong bước kiểm tra hiện trạng.',
  ],
  connecting: 'object',
  form: {
    holderName: text('Họ và tên người sử dụng đất'),
    holderIdentityNumber: identityNumber('Số định danh cá nhân của người sử dụng đất'),
    parcel: text('Thửa đất: số thửa, tờ bản đồ, địa chỉ', 500),
    areaSquareMetres: count('Diện tích, m²', 1, 1_000_000),
    usedFor: choice('Mục đích đang sử dụng', {
      housing: 'Đất ở',
      farming: 'Đất nông nghiệp',
      business: 'Đất sản xuất, kinh doanh phi nông nghiệp',
    }),
    origin: choice('Nguồn gốc sử dụng', {
      papers: 'Có giấy tờ về quyền sử dụng đất (Điều 137)',
      noPapers: 'Không có giấy tờ về quyền sử dụng đất',
      irregular: 'Được giao không đúng thẩm quyền (Điều 140)',
    }),
    hasBuildings: yesNo('Có nhà ở, công trình xây dựng trên đất'),
    wantsCertificate: yesNo('Có nhu cầu cấp Giấy chứng nhận'),
  },
  papers: {
    request: { name: 'Đơn đăng ký đất đai, tài sản gắn liền với đất', originals: 1 },
    origin: {
      name: 'Một trong các giấy tờ quy định tại Điều 137, khoản 1, khoản 5 Điều 148, khoản 1, khoản 5 Điều 149 Luật Đất đai; sơ đồ nhà ở, công trình (nếu có)',
      copies: 1,
    },
    survey: { name: 'Mảnh trích đo bản đồ địa chính thửa đất (nếu có)', sometimes: true, copies: 1 },
    obligations: {
      name: 'Chứng từ thực hiện nghĩa vụ tài chính, giấy tờ về miễn, giảm (nếu có)',
      sometimes: true,
      copies: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(20),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    inspect: {
      name: 'Trích lục bản đồ, xác nhận hiện trạng, nguồn gốc, tranh chấp',
      do: 'inspect',
      by: 'economy',
      within: workingDays(4),
      onFailed: 'supplement',
    },
    publish: {
      name: 'Niêm yết kết quả kiểm tra (Mẫu số 17)',
      do: 'publish',
      by: 'economy',
      posted: workingDays(11),
      onObjection: { backTo: 'inspect' },
      basis: document('151/2025/NĐ-CP', 'niêm yết 15 ngày tại trụ sở và khu dân cư'),
    },
    review: {
      name: 'Kiểm tra điều kiện, chuyển thông tin cho cơ quan thuế',
      do: 'review',
      by: 'economy',
      within: workingDays(2),
    },
    collectFee: {
      name: 'Tạm dừng chờ thực hiện nghĩa vụ tài chính',
      do: 'collectFee',
      by: 'oneStop',
      when: (form) => form.wantsCertificate.is(true),
      within: workingDays(1),
      basis: document('1610/QĐ-TTPVHCC', 'tạm dừng đến khi có chứng từ nộp tiền'),
    },
    sign: { do: 'sign', by: 'chair', within: workingDays(2.5), backTo: 'review', notBy: ['review'] },
    confirm: {
      name: 'Trả Thông báo xác nhận',
      do: 'issue',
      when: (form) => form.wantsCertificate.is(false),
      result: 'Thông báo xác nhận kết quả đăng ký đất đai',
    },
    certify: {
      name: 'Trao Giấy chứng nhận',
      do: 'issue',
      when: (form) => form.wantsCertificate.is(true),
      result: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    },
  },
  examples: [
    {
      path: 'receive inspect publish review collectFee sign certify',
      given: { wantsCertificate: true },
      ends: 'issued',
      spent: workingDays(20),
    },
    {
      path: 'receive inspect publish review sign:returned review sign confirm',
      given: { wantsCertificate: false },
      ends: 'issued',
      spent: workingDays(24.5),
    },
    {
      path: 'receive inspect publish:objected inspect publish review collectFee sign certify',
      given: { wantsCertificate: true },
      ends: 'issued',
      spent: workingDays(35),
    },
    {
      path: 'receive inspect:failed supplement receive inspect publish review:refused',
      given: { wantsCertificate: true },
      ends: 'refused',
      spent: workingDays(17.5),
    },
  ],
})
