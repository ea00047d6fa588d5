import { days, documents, formAssumed, free, posting, procedure, siteForm } from '../../kit/kit.ts'

export default procedure({
  code: '1.010736',
  name: 'Tham vấn trong đánh giá tác động môi trường (cấp xã)',
  field: 'Môi trường',
  edition: '2025-07-01',
  basis: documents('72/2020/QH14', '05/2025/NĐ-CP', '08/2022/NĐ-CP', '07/2025/TT-BTNMT', '02/2022/TT-BTNMT'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 973/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'object',
  form: siteForm,
  papers: {
    paper: {
      name: 'Nội dung tham vấn trong quá trình thực hiện đánh giá tác động môi trường (Phụ lục VIa ban hành kèm theo Nghị định số 08/2022/NĐ-CP, được sửa đổi, bổ sung tại Nghị định số 05/2025/NĐ-CP)',
      originals: 1,
    },
    report: { name: 'Báo cáo đánh giá tác động môi trường', originals: 1 },
    letter: {
      name: 'Văn bản lấy ý kiến tham vấn (mẫu quy định tại Phụ lục VI ban hành kèm theo Nghị định số 08/2022/NĐ-CP được sửa đổi, bổ sung tại Nghị định số 05/2025/NĐ-CP)',
      originals: 1,
    },
  },
  feeDong: free,
  ...posting({
    by: 'economy',
    result: 'Biên bản họp tham vấn cộng đồng dân cư, cá nhân chịu tác động trực tiếp',
    total: days(15),
  }),
})
