import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

export const supplementAsked: NoticeTemplate = {
  subject: ({ code }) => `Đề nghị bổ sung hồ sơ ${code}`,
  body: ({ code, procedure, taskDueAt }) =>
    `Hồ sơ ${code} (${procedure}) cần bổ sung, hoàn thiện. Nội dung cần bổ sung ghi tại hồ sơ.${
      taskDueAt === null ? '' : ` Hạn bổ sung: ${instantInShort(taskDueAt)}; quá hạn, hồ sơ kết thúc.`
    }`,
}
