import {
  days,
  department,
  feeNotFound,
  formAssumed,
  notFound,
  personForm,
  procedure,
  resultNamed,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014111',
  name: 'Thủ tục thi tuyển công chức',
  field: 'Công chức, viên chức',
  edition: '2025-07-01',
  basis: [],
  source: {
    list: 'Danh mục kèm theo Quyết định 3783/QĐ của Nghệ An',
    time: 'quy trình nội bộ 2028/QĐ-UBND ngày 28/11/2025 của Cao Bằng',
  },
  assumed: [
    formAssumed,
    resultNamed,
    'Thời hạn cộng từ các bước của quy trình nội bộ Cao Bằng, do Sở Nội vụ tổ chức.',
    notFound.basis,
    notFound.papers,
    notFound.fee,
  ],
  connecting: 'residence',
  form: personForm,
  papers: {},
  feeDong: feeNotFound,
  ...department({ result: 'Kết quả thi tuyển công chức', total: days(190) }),
})
