import type { NoticeTemplate } from '../notice-template.ts'

export const correctionRefused: NoticeTemplate = {
  subject: ({ code }) => `Kết quả hồ sơ ${code} được giữ nguyên`,
  body: ({ code, procedure }) =>
    `Đề nghị đính chính kết quả hồ sơ ${code} (${procedure}) đã được xem xét; không có sai sót, kết quả đã cấp được giữ nguyên.`,
}
