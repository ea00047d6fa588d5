import {
  communeConsulting,
  competenceSplit,
  documents,
  feeNotFound,
  formAssumed,
  notFound,
  procedure,
  siteForm,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '1.014158',
  name: 'Thủ tục phê duyệt, chấp thuận quy hoạch, điều chỉnh quy hoạch đô thị và nông thôn do nhà đầu tư đã được lựa chọn để thực hiện dự án đầu tư tổ chức lập',
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
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 709/QĐ-BXD',
  assumed: [formAssumed, competenceSplit, notFound.fee],
  connecting: 'object',
  form: siteForm,
  papers: {
    submission: {
      name: 'Tờ trình đề nghị phê duyệt quy hoạch hoặc điều chỉnh quy hoạch đô thị và nông thôn',
      originals: 1,
    },
    drawing: {
      name: 'Hồ sơ bản giấy: Thuyết minh; Dự thảo Quyết định của cấp có thẩm quyền phê duyệt quy hoạch; Các văn bản, tài liệu liên quan; Bản vẽ',
      originals: 1,
    },
    report: {
      name: 'Báo cáo thẩm định quy hoạch hoặc điều chỉnh quy hoạch đô thị và nông thôn của cơ quan thẩm định',
      originals: 1,
    },
    drawing2: {
      name: 'Hồ sơ điện tử: Cơ sở dữ liệu số cơ bản là các tệp tin (file) bản vẽ và văn bản được in ấn thành một phần của hồ sơ quy hoạch bản giấy',
      originals: 1,
    },
    drawing3: { name: 'Hồ sơ bản giấy: Thuyết minh; Các văn bản, tài liệu liên quan; Bản vẽ', originals: 1 },
    letter: {
      name: 'Văn bản của nhà đầu tư gửi cấp phê duyệt quy hoạch chi tiết hoặc cơ quan được phân cấp, ủy quyền để đề nghị chấp thuận',
      sometimes: true,
      originals: 1,
    },
    drawing4: {
      name: 'Hồ sơ điện tử: Cơ sở dữ liệu số cơ bản là các tệp tin (file) bản vẽ và văn bản được in ấn thành một phần của hồ sơ quy hoạch tổng mặt bằng bản giấy',
      originals: 1,
    },
  },
  feeDong: feeNotFound,
  ...communeConsulting({
    by: 'economy',
    bodies: { department: { by: 'specialist', at: 'department' } },
    result:
      'Quyết định phê duyệt quy hoạch, điều chỉnh quy hoạch; Văn bản chấp thuận quy hoạch tổng mặt bằng',
    total: workingDays(8),
  }),
})
