import {
  article,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  police,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012680',
  name: 'Cấp giấy thông hành biên giới Việt Nam – Lào cho công dân Việt Nam có hộ khẩu thường trú ở tỉnh có chung đường biên giới với Lào (thực hiện tại cấp xã)',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents(
    '49/2019/QH14',
    '184/2025/NĐ-CP',
    '67/2024/NĐ-CP',
    '76/2020/NĐ-CP',
    '77/2020/NĐ-CP',
    '64/2025/TT-BTC',
    '43/2024/TT-BTC',
    '25/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 8258/QĐ-BCA-QLXNC',
  assumed: [
    formAssumed,
    notFound.fee,
    'Trang công bố ghi những số không đọc được thành đồng (25, 50): bỏ ra.',
  ],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị cấp giấy thông hành (mẫu M01a) ban hành kèm theo Nghị định số 67/2024/NĐ-CP ngày 25/6/2024 của Chính phủ',
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ có chứng thực do cơ quan có thẩm quyền của Việt Nam cấp chứng minh người đại diện theo pháp luật đối với người mất năng lực hành vi dân sự, người có khó khăn trong nhận thức, làm chủ hành vi',
      sometimes: true,
      copies: 1,
    },
    photo: {
      name: '02 ảnh 4x6cm mới chụp, mặt nhìn thẳng, đầu để trần, không đeo kính màu, phông nền trắng; trong đó 01 ảnh dán vào Tờ khai',
      originals: 2,
    },
    paper: { name: 'Giấy thông hành đã được cấp, nếu còn giá trị sử dụng', sometimes: true, originals: 1 },
    declaration2: {
      name: 'Giấy khai sinh hoặc trích lục ghi vào sổ hộ tịch việc khai sinh do cơ quan có thẩm quyền của Việt Nam cấp đối với người chưa đủ 14 tuổi chưa được cấp mã số định danh cá nhân',
      sometimes: true,
      copies: 1,
    },
    birth: {
      name: 'Bản sao giấy khai sinh hoặc Trích lục ghi vào sổ hộ tịch việc khai sinh do cơ quan có thẩm quyền của Việt Nam cấp đối với người chưa đủ 14 tuổi chưa được cấp mã số định danh cá nhân',
      sometimes: true,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về hộ tịch',
      askedBy: article('76/2020/NĐ-CP', 5, 3),
    },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Giấy thông hành biên giới Việt Nam – Lào', total: workingDays(3) }),
})
