import { commune, days, documents, formAssumed, free, organisationForm, procedure } from '../../kit/kit.ts'

export default procedure({
  code: '1.012837',
  name: 'Phê duyệt hỗ trợ kinh phí đào tạo, tập huấn để chuyển đổi từ chăn nuôi sang các nghề khác; chi phí cho cá nhân được đào tạo về kỹ thuật phối giống nhân tạo gia súc (trâu, bò); chi phí mua bình chứa Nitơ lỏng bảo quản tinh cho người làm dịch vụ phối giống nhân tạo gia súc (trâu, bò) đối với các chính sách sử dụng vốn sự nghiệp nguồn ngân sách nhà nước',
  field: 'Chăn nuôi',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '106/2024/NĐ-CP', '35/2016/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2303/QĐ-BNNMT',
  assumed: [formAssumed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    request: {
      name: 'Văn bản đề nghị hỗ trợ kinh phí theo Mẫu số 07 Phụ lục ban hành kèm theo Nghị định số 106/2024/NĐ-CP',
      originals: 1,
    },
    agreement: {
      name: 'Giấy cam kết về thực hiện nghề đã được đào tạo chuyển đổi ít nhất 05 năm sau khi được nhận hỗ trợ (áp dụng đối với chuyển đổi ngành nghề khi thực hiện di dời cơ sở chăn nuôi)',
      sometimes: true,
      originals: 1,
    },
    payment: { name: 'Hoá đơn, chứng từ liên quan', originals: 1 },
    agreement2: {
      name: 'Bản cam kết thực hiện công tác phối giống nhân tạo gia súc trong thời gian ít nhất 05 năm sau khi được nhận hỗ trợ (áp dụng đối với đào tạo kỹ thuật phối giống nhân tạo gia súc)',
      sometimes: true,
      originals: 1,
    },
    diploma: { name: 'Chứng chỉ hoàn thành khóa đào tạo, tập huấn do cơ sở đào tạo cấp', copies: 1 },
  },
  feeDong: free,
  ...commune({ by: 'economy', result: 'Quyết định phê duyệt kinh phí hỗ trợ', total: days(40) }),
})
