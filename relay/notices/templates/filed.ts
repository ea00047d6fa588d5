import type { NoticeTemplate } from '../notice-template.ts'

/** The portal acknowledges by itself (118/2025/NĐ-CP, Điều 17 khoản 2); it is no receipt of a complete dossier. */
export const filed: NoticeTemplate = {
  subject: ({ code }) => `Đã nhận hồ sơ ${code}`,
  body: ({ code, procedure }) =>
    `Hồ sơ ${code} (${procedure}) đã được gửi đến và chờ cơ quan kiểm tra, tiếp nhận. Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.`,
}
