import {
  districtStillNamed,
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
  code: '1.010055',
  name: 'Trình báo mất giấy thông hành (thực hiện tại cấp xã)',
  field: 'Quản lý xuất nhập cảnh',
  edition: '2025-07-01',
  basis: documents('49/2019/QH14', '76/2020/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 5283/QĐ-BCA',
  assumed: [formAssumed, districtStillNamed, notFound.fee],
  connecting: 'residence',
  form: personForm,
  papers: {
    documents: { name: 'Giấy tờ chứng minh là cha, mẹ hoặc người đại diện theo pháp luật đối', originals: 1 },
    paper: { name: '01 đơn trình báo mất giấy thông hành (mẫu M02)', originals: 1 },
  },
  feeDong: feeNotFound,
  ...police({ result: 'Thông báo hủy giá trị sử dụng giấy thông hành', total: workingDays(1) }),
})
