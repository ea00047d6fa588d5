import {
  article,
  commune,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  organisationForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012584',
  name: 'Thủ tục đề nghị thay đổi địa điểm sinh hoạt tôn giáo tập trung trong phạm vi một xã',
  field: 'Tín ngưỡng, tôn giáo',
  edition: '2025-07-01',
  basis: documents('95/2023/NĐ-CP'),
  source: {
    list: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    basis: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
    papers: 'Phụ lục I Nghị quyết 66.7/2025/NQ-CP',
  },
  assumed: [formAssumed, resultNamed, notFound.time, notFound.fee],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    landTitle: {
      name: 'Giấy tờ chứng minh có địa điểm hợp pháp mới để làm nơi sinh hoạt tôn giáo tập trung (Giấy chứng nhận quyền sử dụng đất)',
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai',
      askedBy: article('95/2023/NĐ-CP', 6, 2),
    },
  },
  feeDong: feeNotFound,
  ...commune({
    by: 'socialAffairs',
    result: 'Kết quả đề nghị thay đổi địa điểm sinh hoạt tôn giáo tập trung trong phạm vi một xã',
  }),
})
