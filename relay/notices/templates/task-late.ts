import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

export const taskLate: NoticeTemplate = {
  subject: ({ code }) => `Việc quá hạn: hồ sơ ${code}`,
  body: ({ code, procedure, step, taskDueAt }) =>
    `Bước “${step ?? ''}” của hồ sơ ${code} (${procedure}) quá hạn${
      taskDueAt === null ? '' : ` từ ${instantInShort(taskDueAt)}`
    } và được báo đến cấp phụ trách.`,
}
