import type { NoticeTemplate } from '../notice-template.ts'

export const resultReady: NoticeTemplate = {
  subject: ({ code }) => `Đã có kết quả hồ sơ ${code}`,
  body: ({ code, procedure, result }) =>
    `Hồ sơ ${code} (${procedure}) đã có kết quả${result === null ? '' : `: ${result}`}. Mời nhận kết quả tại nơi đã nộp hồ sơ.`,
}
