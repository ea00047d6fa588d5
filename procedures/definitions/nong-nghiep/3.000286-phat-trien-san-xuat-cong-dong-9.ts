import {
  districtStillNamed,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  posting,
  procedure,
  resultNamed,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000286',
  name: 'Hỗ trợ phát triển sản xuất cộng đồng',
  field: 'Nông nghiệp',
  edition: '2025-07-01',
  basis: [],
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 226/QĐ-UBND',
  assumed: [formAssumed, resultNamed, districtStillNamed, notFound.basis, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Đơn đề nghị hỗ trợ phát triển sản xuất cộng đồng theo Mẫu số 01',
      originals: 1,
    },
    minutes: { name: 'Biên bản họp cộng đồng theo Mẫu số 02', originals: 1 },
    project: {
      name: 'Dự án, phương án hỗ trợ phát triển sản xuất cộng đồng theo Mẫu số 03',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...posting({
    by: 'economy',
    result: 'Quyết định về việc hỗ trợ phát triển sản xuất cộng đồng',
    total: workingDays(20),
  }),
})
