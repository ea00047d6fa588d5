import {
  communeInspecting,
  dayNotFound,
  days,
  document,
  documents,
  feeNotFound,
  formAssumed,
  longestTime,
  notFound,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.013232',
  name: 'Cấp giấy phép di dời đối với công trình cấp III, cấp IV (Công trình không theo tuyến/Theo tuyến trong đô thị/Tín ngưỡng, tôn giáo/Tượng đài, tranh hoành tráng/Theo giai đoạn cho công trình không theo tuyến/Theo giai đoạn cho công trình theo tuyến trong đô thị/Dự án) và nhà ở riêng lẻ',
  field: 'Hoạt động xây dựng',
  edition: '2025-07-01',
  basis: documents(
    '62/2020/QH14',
    '50/2014/QH13',
    '14/2026/NĐ-CP',
    '105/2025/NĐ-CP',
    '140/2025/NĐ-CP',
    '144/2025/NĐ-CP',
    '175/2024/NĐ-CP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 56/QĐ-BXD',
  assumed: [formAssumed, longestTime, dayNotFound, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    request: {
      name: 'Đơn đề nghị cấp giấy phép di dời công trình theo Mẫu số 1 Phụ lục số II Nghị định số 175/2024/NĐ-CP ngày 30/12/2024 của Chính phủ',
      originals: 2,
    },
    landTitle: {
      name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất được cấp theo quy định của pháp luật về đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
      replacedBy: 'Cơ sở dữ liệu về đất đai',
      askedBy: document(
        '50/2014/QH13',
        'khoản 2 Điều 60 Nghị định 175/2024/NĐ-CP dẫn chiếu TPHS theo Khoản 2 Điều 97 Luật Xây dựng số 50/2014/QH1; được sửa đổi, bổ sung bởi Luật số 62/2020/QH14',
      ),
    },
    landTitle2: {
      name: 'Giấy chứng nhận quyền sở hữu nhà ở và quyền sử dụng đất ở được cấp theo quy định của pháp luật về đất đai, pháp luật về nhà ở qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    landTitle3: {
      name: 'Giấy chứng nhận quyền sử dụng đất được cấp theo quy định của Luật Đất đai qua các thời kỳ',
      originals: 1,
      copies: 1,
    },
    landTitle4: {
      name: 'Các tài liệu quy định tại Khoản 2, Khoản 3, Khoản 4 và Khoản 5 Điều 97 Luật Xây dựng năm 2014 bao gồm: Bản sao giấy tờ chứng minh quyền sử dụng đất nơi công trình sẽ di dời đến và giấy tờ hợp pháp về sở hữu công trình theo quy định của pháp luật',
      originals: 2,
      copies: 2,
    },
  },
  feeDong: feeNotFound,
  ...communeInspecting({
    by: 'economy',
    result:
      'Giấy phép di dời công trình kèm theo hồ sơ thiết kế trình xin cấp giấy phép xây dựng có đóng dấu của cơ quan có thẩm quyền cấp giấy phép xây dựng',
    total: days(20),
  }),
})
