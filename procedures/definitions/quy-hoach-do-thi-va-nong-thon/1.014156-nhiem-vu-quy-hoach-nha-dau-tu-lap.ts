import {
  commune,
  competenceSplit,
  documents,
  formAssumed,
  free,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014156',
  name: 'Phê duyệt nhiệm vụ quy hoạch, nhiệm vụ điều chỉnh quy hoạch đô thị và nông thôn do nhà đầu tư đã được lựa chọn để thực hiện dự án đầu tư tổ chức lập',
  field: 'Quy hoạch đô thị và nông thôn',
  edition: '2025-07-01',
  basis: documents(
    '72/2025/QH15',
    '47/2024/QH15',
    '145/2025/NĐ-CP',
    '178/2025/NĐ-CP',
    '16/2025/TT-BXD',
    '43/2025/TT-BXD',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 1390/QĐ-BXD',
  assumed: [formAssumed, competenceSplit],
  connecting: 'object',
  form: siteForm,
  papers: {
    drawing: {
      name: 'Hồ sơ điện tử: Cơ sở dữ liệu số cơ bản là các tệp tin (file) bản vẽ và văn bản được in ấn thành một phần của hồ sơ nhiệm vụ quy hoạch bản giấy',
      originals: 1,
      copies: 1,
    },
    report: {
      name: 'Báo cáo thẩm định nhiệm vụ quy hoạch hoặc nhiệm vụ điều chỉnh quy hoạch của cơ quan thẩm định',
      originals: 1,
    },
    drawing2: {
      name: 'Hồ sơ bản giấy gồm: Thuyết minh; Dự thảo Quyết định của cấp có thẩm quyền phê duyệt nhiệm vụ quy hoạch hoặc điều chỉnh nhiệm vụ quy hoạch; Các văn bản, tài liệu liên quan; Bản vẽ',
      originals: 1,
    },
    submission: {
      name: 'Tờ trình đề nghị phê duyệt nhiệm vụ quy hoạch hoặc điều chỉnh nhiệm vụ quy hoạch đô thị và nông thôn',
      originals: 1,
    },
  },
  feeDong: free,
  ...commune({
    by: 'economy',
    result: 'Quyết định phê duyệt nhiệm vụ quy hoạch hoặc nhiệm vụ điều chỉnh quy hoạch đô thị và nông thôn',
    total: workingDays(7),
  }),
})
