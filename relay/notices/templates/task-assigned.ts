import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

export const taskAssigned: NoticeTemplate = {
  subject: ({ code }) => `Được giao việc: hồ sơ ${code}`,
  body: ({ code, procedure, step, taskDueAt }) =>
    `Bước “${step ?? ''}” của hồ sơ ${code} (${procedure}) được giao xử lý${
      taskDueAt === null ? '' : `, hạn ${instantInShort(taskDueAt)}`
    }.`,
}
