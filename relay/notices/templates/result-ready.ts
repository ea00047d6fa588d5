import { type NoticeTemplate, placeOf } from '../notice-template.ts'

export const resultReady: NoticeTemplate = {
  subject: ({ code }) => `Đã có kết quả hồ sơ ${code}`,
  body: (facts) => {
    const { code, procedure, result } = facts
    return `Hồ sơ ${code} (${procedure}) đã có kết quả${result === null ? '' : `: ${result}`}. Mời nhận kết quả tại ${placeOf(facts)}.`
  },
}
