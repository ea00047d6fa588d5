import {
  article,
  commune,
  dayNotFound,
  documents,
  formAssumed,
  notFound,
  procedure,
  subjectForm,
  unitNotPrinted,
  workingDays,
} from '../../kit/kit.ts'

export default procedure({
  code: '3.000322',
  name: 'Đăng ký chấm dứt giám sát việc giám hộ',
  field: 'Hộ tịch',
  edition: '2025-07-01',
  basis: documents(
    '91/2015/QH13',
    '60/2014/QH13',
    '18/2026/NĐ-CP',
    '07/2025/NĐ-CP',
    '120/2025/NĐ-CP',
    '104/2022/NĐ-CP',
    '87/2020/NĐ-CP',
    '123/2015/NĐ-CP',
    '66.7/2025/NQ-CP',
    '08/2025/TT-BTP',
    '04/2024/TT-BTP',
    '03/2023/TT-BTP',
  ),
  source: 'dichvucong.gov.vn, trang của thủ tục, đọc tháng 7/2026; quyết định công bố 163/QĐ-BTP',
  assumed: [formAssumed, unitNotPrinted, dayNotFound, notFound.fee],
  connecting: 'residence',
  form: subjectForm,
  papers: {
    declaration: {
      name: 'Tờ khai đăng ký chấm dứt giám sát việc giám hộ theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp hoặc gửi hồ sơ qua hệ thống bưu chính)',
      sometimes: true,
      originals: 1,
    },
    authorisation: {
      name: 'Văn bản ủy quyền theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký chấm dứt giám sát việc giám hộ',
      sometimes: true,
      originals: 1,
    },
    documents: {
      name: 'Giấy tờ làm căn cứ chấm dứt giám sát việc giám hộ theo quy định của Bộ luật Dân sự',
      originals: 1,
    },
    identity: {
      name: 'Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ khác có dán ảnh và thông tin cá nhân',
      originals: 1,
      replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư',
      askedBy: article('123/2015/NĐ-CP', 2, 1),
    },
    declaration2: {
      name: 'Mẫu hộ tịch điện tử tương tác đăng ký chấm dứt giám sát việc giám hộ',
      originals: 1,
    },
  },
  feeDong: { online: 0, counter: null, post: 0 },
  ...commune({
    by: 'civilStatus',
    result: 'Trích lục đăng ký chấm dứt giám sát việc giám hộ',
    total: workingDays(3),
  }),
})
