import {
  commune,
  competenceSplit,
  dayNotFound,
  documents,
  formAssumed,
  free,
  notFound,
  personForm,
  procedure,
  shortPapers,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.007695',
  name: 'Khai; miễn, giảm thuế sử dụng đất phi nông nghiệp/ Khai thuế sử dụng đất nông nghiệp',
  field: 'Thuế',
  edition: '2025-07-01',
  basis: documents(
    '56/2024/QH15',
    '38/2019/QH14',
    '373/2025/NĐ-CP',
    '91/2022/NĐ-CP',
    '126/2020/NĐ-CP',
    '40/2025/TT-BTC',
    '94/2025/TT-BTC',
    '46/2024/TT-BTC',
    '43/2023/TT-BTC',
    '19/2021/TT-BTC',
    '40/2021/TT-BTC',
    '80/2021/TT-BTC',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 216/QĐ-BTC',
  assumed: [formAssumed, shortPapers, competenceSplit, dayNotFound, notFound.time],
  connecting: 'residence',
  form: personForm,
  papers: {
    declaration: {
      name: 'Tờ khai thuế sử dụng đất nông nghiệp dùng cho tổ chức theo mẫu số 01/SDDNN tại Phụ lục II',
      originals: 1,
    },
    declaration2: {
      name: 'Tờ khai thuế sử dụng đất nông nghiệp dùng cho hộ gia đình, cá nhân theo mẫu số 02/SDDNN tại Phụ lục II',
      originals: 1,
    },
    declaration3: {
      name: 'Tờ khai thuế sử dụng đất nông nghiệp dùng cho khai thuế đối với đất trồng cây lâu năm thu hoạch một lần theo mẫu số 03/SDDNN tại Phụ lục II',
      sometimes: true,
      originals: 1,
    },
    declaration4: {
      name: 'Tờ khai thuế sử dụng đất phi nông nghiệp cho từng thửa đất chịu thuế theo mẫu số 02/TK-SDDPNN tại Phụ lục',
      originals: 1,
      copies: 1,
    },
    request: { name: 'Văn bản đề nghị theo mẫu số 01/MGTH', originals: 1 },
    declaration5: {
      name: 'Tờ khai tổng hợp thuế sử dụng đất phi nông nghiệp (áp dụng đối với hộ gia đình, cá nhân kê khai tổng hợp đất ở) theo mẫu số 03/TKTH-SDDPNN tại Phụ lục II',
      sometimes: true,
      originals: 1,
    },
    declaration6: { name: 'Tờ khai thuế sử dụng đất phi nông nghiệp', originals: 1 },
    landTitle: {
      name: 'Bản sao các giấy tờ liên quan đến thửa đất chịu thuế: Giấy chứng nhận quyền sử dụng đất, Quyết định giao đất, Quyết định hoặc Hợp đồng cho thuê đất, Quyết định cho phép chuyển mục đích sử dụng đất',
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Thông báo giải trình, bổ sung thông tin, tài liệu (Mẫu 01/TB-BSTT-NNT)',
  }),
})
