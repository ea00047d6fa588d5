import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

/** With the new date, at most once (118/2025/NĐ-CP, Điều 19 khoản 6). */
export const apology: NoticeTemplate = {
  subject: ({ code }) => `Xin lỗi và hẹn lại ngày trả kết quả hồ sơ ${code}`,
  body: ({ code, procedure, dueAt }) =>
    `Cơ quan giải quyết xin lỗi vì chưa trả được kết quả hồ sơ ${code} (${procedure}) đúng hẹn.${
      dueAt === null ? '' : ` Ngày hẹn trả mới: ${instantInShort(dueAt)}.`
    }`,
}
