import {
  competenceSplit,
  districtStillNamed,
  documents,
  formAssumed,
  lapsedLeftOut,
  military,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000422',
  name: 'Thủ tục tuyển sinh đào tạo trình độ đại học, cao đẳng quân sự hệ chính quy',
  field: 'Tuyển sinh quân sự',
  edition: '2025-07-01',
  basis: documents('43/2019/QH14', '48/2019/QH14', '19/2008/QH12'),
  source: 'Bộ Quốc phòng, quyết định công bố 5519/QĐ-BQP',
  assumed: [formAssumed, lapsedLeftOut, resultNamed, districtStillNamed, competenceSplit, notFound.time],
  connecting: 'residence',
  form: personForm,
  papers: {
    sheet: { name: '03 phiếu đăng ký sơ tuyển theo quy định của Bộ Quốc phòng', originals: 1 },
    medical: { name: '01 phiếu khám sức khoẻ', originals: 1 },
    curriculum: { name: '01 bản thẩm tra, xác minh lý lịch', originals: 1 },
    certificate: {
      name: '01 giấy chứng nhận được hưởng ưu tiên đối với những thí sinh thuộc diện ưu tiên (nếu có)',
      sometimes: true,
      originals: 1,
    },
    photo: { name: '04 ảnh chân dung cỡ 4 x 6cm theo quy định của Bộ Quốc phòng', originals: 1 },
  },
  feeDong: { online: 50_000, counter: 50_000, post: 50_000 },
  ...military({
    result: 'Quyết định về việc tuyển sinh đào tạo trình độ đại học, cao đẳng quân sự hệ chính quy',
  }),
})
