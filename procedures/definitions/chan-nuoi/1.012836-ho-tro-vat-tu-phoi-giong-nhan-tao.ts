import {
  commune,
  districtStillNamed,
  documents,
  formAssumed,
  free,
  organisationForm,
  procedure,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.012836',
  name: 'Hỗ trợ chi phí về vật tư phối giống nhân tạo gia súc gồm tinh đông lạnh, Nitơ lỏng, găng tay và dụng cụ dẫn tinh để phối giống cho trâu, bò cái; chi phí về liều tinh để thực hiện phối giống cho lợn nái, công cho người làm dịch vụ phối giống nhân tạo gia súc (trâu, bò)',
  field: 'Chăn nuôi',
  edition: '2025-07-01',
  basis: documents('131/2025/NĐ-CP', '106/2024/NĐ-CP', '35/2016/NĐ-CP'),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 2303/QĐ-BNNMT',
  assumed: [formAssumed, districtStillNamed],
  connecting: 'seat',
  form: organisationForm,
  papers: {
    list: { name: 'Danh sách gia súc đã được phối giống nhân tạo', originals: 1, copies: 1 },
    minutes: {
      name: 'Biên bản nghiệm thu kết quả phối giống nhân tạo gia súc đã được thực hiện',
      originals: 1,
      copies: 1,
    },
    agreement: {
      name: 'Hợp đồng cung cấp vật tư phối giống nhân tạo gia súc giữa tổ chức được giao nhiệm vụ thực hiện chương trình hỗ trợ phối giống nhân tạo gia súc với cơ sở được lựa chọn cung cấp vật tư phối giống nhân',
      originals: 1,
      copies: 1,
    },
    list2: {
      name: 'Danh sách tổng hợp gia súc được phối giống nhân tạo do tổ chức được giao nhiệm vụ thực hiện chương trình hỗ trợ phối giống nhân tạo gia súc lập theo mẫu quy định tại Mẫu số 31.GVN Phụ lục I',
      originals: 1,
      copies: 1,
    },
    decision: {
      name: 'Quyết định giao nhiệm vụ của cơ quan có thẩm quyền cho tổ chức được giao nhiệm vụ thực hiện chương trình hỗ trợ phối giống nhân tạo gia súc',
      originals: 1,
      copies: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result:
      'Hỗ trợ cung cấp vật tư, công phối giống nhân tạo gia súc (trâu, bò); liều tinh để thực hiện phối giống cho lợn nái',
    total: workingDays(20),
  }),
})
