import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

/** One of many reassigned together; sent in a digest unless the supervisor says otherwise. */
export const tasksReassigned: NoticeTemplate = {
  subject: ({ code }) => `Được chuyển giao việc: hồ sơ ${code}`,
  body: ({ code, procedure, step, taskDueAt }) =>
    `Bước “${step ?? ''}” của hồ sơ ${code} (${procedure}) được chuyển từ người xử lý khác sang${
      taskDueAt === null ? '' : `, hạn ${instantInShort(taskDueAt)}`
    }.`,
}
