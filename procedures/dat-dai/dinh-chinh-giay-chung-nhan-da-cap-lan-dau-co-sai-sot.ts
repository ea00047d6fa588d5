import { article, choice, document, identityNumber, optional, procedure, text, workingDays } from '../kit.ts'

export default procedure({
  code: '1.012796',
  name: 'Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót',
  field: 'Đất đai',
  edition: '2025-07-01',
  basis: [
    article('31/2024/QH15', 152),
    document('151/2025/NĐ-CP', 'phần XIV nội dung C Phụ lục I: trình tự đính chính'),
    document('101/2024/NĐ-CP'),
  ],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2304/QĐ-BNNMT',
  assumed: [
    'Thời hạn của từng bước là phân chia nội bộ; không văn bản nào chia 08 ngày làm việc.',
    'Văn phòng đăng ký đất đai được hỏi qua Sở Nông nghiệp và Môi trường; trả lời là đã chuyển hồ sơ cấp lần đầu.',
    'Không có sai sót, hoặc sai sót làm thay đổi quyền của người khác: từ chối bằng văn bản nêu lý do.',
    'Giấy chứng nhận cấp mới chỉ khi người được cấp đề nghị; xác nhận trên giấy đã cấp trong các trường hợp còn lại.',
    'Trang công bố ghi “Miễn phí”, dẫn pháp luật về phí: ghi 0 đồng.',
  ],
  connecting: 'object',
  form: {
    name: text('Họ và tên hoặc tên tổ chức được cấp Giấy chứng nhận', 500),
    identityNumber: identityNumber('Số định danh cá nhân của người được cấp hoặc người đại diện'),
    address: text('Địa chỉ', 500),
    certificate: text('Giấy chứng nhận: số phát hành, số vào sổ, ngày cấp', 500),
    parcel: text('Thửa đất: số thửa, tờ bản đồ, địa chỉ', 500),
    errorIn: choice('Sai sót về', {
      holder: 'Thông tin của người được cấp',
      parcel: 'Thông tin về thửa đất',
      property: 'Thông tin về tài sản gắn liền với đất',
    }),
    written: text('Nội dung ghi trên Giấy chứng nhận', 1000),
    correct: text('Nội dung đúng', 1000),
    wants: choice('Hình thức', {
      note: 'Xác nhận đính chính trên Giấy chứng nhận đã cấp',
      anew: 'Cấp mới Giấy chứng nhận',
    }),
    representativeName: optional(text('Họ và tên người đại diện theo ủy quyền')),
  },
  papers: {
    request: {
      name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18, 151/2025/NĐ-CP)',
      originals: 1,
    },
    certificate: { name: 'Bản gốc Giấy chứng nhận đã cấp', originals: 1 },
    holder: {
      name: 'Giấy tờ chứng minh sai sót thông tin của người được cấp Giấy chứng nhận',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: document('151/2025/NĐ-CP', 'điểm c.2 phần XIV nội dung C Phụ lục I'),
    },
    parcel: {
      name: 'Giấy tờ chứng minh sai sót thông tin về thửa đất, tài sản gắn liền với đất',
      sometimes: true,
      copies: 1,
    },
    mandate: {
      name: 'Văn bản về việc ủy quyền, khi làm thủ tục qua người đại diện',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: 0, post: 0 },
  total: workingDays(8),
  steps: {
    receive: { do: 'receive', by: 'oneStop', within: workingDays(0.5) },
    obtain: {
      name: 'Văn phòng đăng ký đất đai chuyển hồ sơ cấp lần đầu',
      do: 'consult',
      bodies: { registry: { by: 'specialist', at: 'department' } },
      within: workingDays(2),
    },
    inspect: {
      name: 'Kiểm tra hồ sơ, lập biên bản kết luận nội dung, nguyên nhân sai sót',
      do: 'inspect',
      by: 'economy',
      within: workingDays(3.5),
      onFailed: 'refuse',
    },
    sign: {
      name: 'Ký xác nhận đính chính hoặc Giấy chứng nhận mới',
      do: 'sign',
      by: 'chair',
      within: workingDays(2),
      backTo: 'inspect',
      notBy: ['inspect'],
    },
    note: {
      name: 'Trả Giấy chứng nhận đã đính chính',
      do: 'issue',
      when: (form) => form.wants.is('note'),
      result: 'Giấy chứng nhận đã cấp, có xác nhận nội dung đính chính',
    },
    anew: {
      name: 'Trả Giấy chứng nhận mới',
      do: 'issue',
      when: (form) => form.wants.is('anew'),
      result: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất cấp mới',
    },
  },
  examples: [
    {
      path: 'receive obtain inspect sign note',
      given: { wants: 'note' },
      ends: 'issued',
      spent: workingDays(8),
    },
    {
      path: 'receive obtain inspect sign:returned inspect sign anew',
      given: { wants: 'anew' },
      ends: 'issued',
      spent: workingDays(13.5),
    },
    {
      path: 'receive obtain inspect:failed',
      given: { wants: 'note' },
      ends: 'refused',
      spent: workingDays(6),
    },
    {
      path: 'receive:incomplete supplement receive obtain inspect sign:refused',
      given: { wants: 'anew' },
      ends: 'refused',
      spent: workingDays(8),
    },
  ],
})
