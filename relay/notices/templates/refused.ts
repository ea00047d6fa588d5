import type { NoticeTemplate } from '../notice-template.ts'

export const refused: NoticeTemplate = {
  subject: ({ code }) => `Từ chối hồ sơ ${code}`,
  body: ({ code, procedure }) =>
    `Hồ sơ ${code} (${procedure}) không được tiếp nhận, giải quyết. Lý do và căn cứ ghi tại phiếu từ chối của hồ sơ.`,
}
