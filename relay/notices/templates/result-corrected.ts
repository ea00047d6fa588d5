import { type NoticeTemplate, placeOf } from '../notice-template.ts'

/** The former paper is no longer in force (118/2025/NĐ-CP, Điều 23). */
export const resultCorrected: NoticeTemplate = {
  subject: ({ code }) => `Đã đính chính kết quả hồ sơ ${code}`,
  body: (facts) => {
    const { code, procedure, result } = facts
    return `Kết quả hồ sơ ${code} (${procedure}) đã được đính chính${result === null ? '' : `: ${result}`}. Mời nhận kết quả mới tại ${placeOf(facts)} và nộp lại bản đã cấp trước.`
  },
}
