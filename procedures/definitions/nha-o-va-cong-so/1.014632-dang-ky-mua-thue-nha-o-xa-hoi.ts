import {
  commune,
  dayNotFound,
  days,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014632',
  name: 'Đăng ký mua, thuê mua, thuê nhà ở xã hội, vay vốn để hộ gia đình, cá nhân tự xây dựng hoặc cải tạo, sửa chữa nhà ở',
  field: 'Nhà ở và công sở',
  edition: '2025-07-01',
  basis: documents(
    '201/2025/QH15',
    '27/2023/QH15',
    '54/2026/NĐ-CP',
    '192/2025/NĐ-CP',
    '261/2025/NĐ-CP',
    '100/2024/NĐ-CP',
    '05/2024/TT-BXD',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 651/QĐ-BXD',
  assumed: [formAssumed, dayNotFound],
  connecting: 'object',
  form: siteForm,
  papers: {
    documents: {
      name: 'Giấy tờ chứng minh điều kiện về nhà ở để được mua, thuê mua nhà ở xã hội/nhà ở cho lực lượng vũ trang nhân dân',
      originals: 1,
      copies: 1,
    },
    documents2: {
      name: 'Giấy tờ chứng minh điều kiện về nhà ở để được mua, thuê mua nhà ở xã hội/nhà ở cho lực lượng vũ trang nhân dân (trường hợp có nhà ở nhưng diện tích nhà ở bình quân đầu người thấp hơn 15m2 sàn/người)',
      sometimes: true,
      originals: 1,
      copies: 1,
    },
    documents3: {
      name: 'Giấy tờ chứng minh điều kiện vay vốn ưu đãi của Nhà nước thông qua Ngân hàng Chính sách xã hội',
      originals: 1,
      copies: 1,
    },
    documents4: {
      name: 'Giấy tờ chứng minh điều kiện vay vốn ưu đãi của Nhà nước tại tổ chức tín dụng do Nhà nước chỉ định để hộ gia đình, cá nhân tự xây dựng hoặc cải tạo, sửa chữa nhà ở',
      originals: 1,
      copies: 1,
    },
    documents5: {
      name: 'Giấy tờ chứng minh đối tượng được hưởng chính sách hỗ trợ về nhà ở xã hội',
      originals: 1,
      copies: 1,
    },
    documents6: {
      name: 'Giấy tờ chứng minh đối tượng, thu nhập để được hưởng chính sách hỗ trợ về nhà ở xã hội',
      originals: 1,
      copies: 1,
    },
    documents7: {
      name: 'Giấy tờ chứng minh điều kiện về thu nhập để được mua, thuê mua nhà ở xã hội',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Giấy xác nhận', total: days(7) }),
})
