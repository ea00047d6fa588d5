import {
  communeThenDepartment,
  districtStillNamed,
  documents,
  formAssumed,
  lapsedLeftOut,
  notFound,
  personForm,
  procedure,
  shortPapers,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000423',
  name: 'Thủ tục đăng ký tuyển sinh đào tạo cán bộ ngành quân sự cơ sở',
  field: 'Tuyển sinh quân sự',
  edition: '2025-07-01',
  basis: documents('43/2019/QH14', '48/2019/QH14', '19/2008/QH12'),
  source: 'Bộ Quốc phòng, quyết định công bố 5519/QĐ-BQP',
  assumed: [formAssumed, shortPapers, lapsedLeftOut, districtStillNamed, notFound.time],
  connecting: 'residence',
  form: personForm,
  papers: {
    sheet: { name: '03 phiếu đăng ký dự tuyển theo quy định của Bộ Quốc phòng', originals: 1 },
    paper: { name: '01 đơn đăng ký dự tuyển của thí sinh', originals: 1 },
    birth: { name: '01 bản sao giấy khai sinh', copies: 1 },
    diploma: { name: '01 bản sao bằng tốt nghiệp trung học phổ thông', copies: 1 },
    curriculum: { name: '01 bản thẩm tra, xác minh lý lịch', originals: 1 },
    medical: { name: '01 phiếu sức khoẻ tuyển sinh quân sự', originals: 1 },
    confirmation: {
      name: '01 bản xác nhận của cấp uỷ Đảng cấp xã là cán bộ trong nguồn quy hoạch cán bộ Ban Chỉ huy quân sự cấp xã đề nghị trên xét đi đào tạo và hướng sử dụng sau đào tạo',
      originals: 1,
    },
    certificate: {
      name: '01 giấy chứng nhận được hưởng ưu tiên đối với những thí sinh thuộc diện ưu tiên',
      sometimes: true,
      originals: 1,
    },
  },
  feeDong: { online: 50_000, counter: 50_000, post: 50_000 },
  ...communeThenDepartment({ by: 'military', result: 'Thông báo kết quả xét duyệt hồ sơ' }),
})
