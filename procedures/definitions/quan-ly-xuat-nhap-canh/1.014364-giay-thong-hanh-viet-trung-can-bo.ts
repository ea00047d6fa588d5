import { documents, formAssumed, personForm, police, procedure, workingDays } from '../../kit/kit.ts'

export default procedure({
  code: '1.014364',
  name: 'Cấp giấy thông hành xuất, nhập cảnh vùng biên giới Việt Nam – Trung Quốc cho cán bộ, công chức làm việc tại các cơ quan nhà nước có trụ sở đóng tại đơn vị hành chính cấp xã thuộc tỉnh của Việt Nam tiếp giáp đường biên giới Việt Nam - Trung Quốc',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents(
    '49/2019/QH14',
    '184/2025/NĐ-CP',
    '67/2024/NĐ-CP',
    '76/2020/NĐ-CP',
    '77/2020/NĐ-CP',
    '64/2025/TT-BTC',
    '25/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 8258/QĐ-BCA-QLXNC',
  assumed: [formAssumed],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai đề nghị cấp giấy thông hành (mẫu M01a) ban hành kèm theo Nghị định số 67/2024/NĐ-CP ngày 25/6/2024 của Chính phủ',
      originals: 1,
    },
    photo: {
      name: '02 ảnh 4x6cm mới chụp, mặt nhìn thẳng, đầu để trần, không đeo kính màu, phông nền trắng; trong đó 01 ảnh dán vào Tờ khai',
      originals: 2,
    },
    paper: { name: 'Giấy thông hành đã được cấp nếu còn giá trị sử dụng', sometimes: true, originals: 1 },
    letter: {
      name: 'Giấy giới thiệu của cơ quan, tổ chức, doanh nghiệp đối với trường hợp ủy quyền nộp hồ sơ',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 50_000, counter: 25_000, post: 50_000 },
  ...police({
    result: 'Giấy thông hành xuất, nhập cảnh vùng biên giới Việt Nam – Trung Quốc',
    total: workingDays(1),
  }),
})
