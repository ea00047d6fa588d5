import type { NoticeTemplate } from '../notice-template.ts'

/** The former paper is no longer in force (118/2025/NĐ-CP, Điều 23). */
export const resultCorrected: NoticeTemplate = {
  subject: ({ code }) => `Đã đính chính kết quả hồ sơ ${code}`,
  body: ({ code, procedure, result }) =>
    `Kết quả hồ sơ ${code} (${procedure}) đã được đính chính${result === null ? '' : `: ${result}`}. Mời nhận kết quả mới tại nơi đã nộp hồ sơ và nộp lại bản đã cấp trước.`,
}
