import { instantInShort } from '../../../domain/time/date-words.ts'
import { type NoticeTemplate, placeOf } from '../notice-template.ts'

export const supplementAsked: NoticeTemplate = {
  subject: ({ code }) => `Đề nghị bổ sung hồ sơ ${code}`,
  body: (facts) => {
    const { code, procedure, taskDueAt } = facts
    const until =
      taskDueAt === null ? '' : ` Hạn bổ sung: ${instantInShort(taskDueAt)}; quá hạn, hồ sơ kết thúc.`
    return `Hồ sơ ${code} (${procedure}) cần bổ sung, hoàn thiện. Nội dung cần bổ sung ghi tại hồ sơ. Nộp tại ${placeOf(facts)} hoặc nơi đã nộp trực tuyến.${until}`
  },
}
