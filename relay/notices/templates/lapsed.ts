import type { NoticeTemplate } from '../notice-template.ts'

export const lapsed: NoticeTemplate = {
  subject: ({ code }) => `Kết thúc hồ sơ ${code}`,
  body: ({ code, procedure }) =>
    `Hồ sơ ${code} (${procedure}) kết thúc do chưa được bổ sung trong thời hạn đã thông báo. Có thể nộp hồ sơ mới.`,
}
