import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

export const deskMoves: NoticeTemplate = {
  subject: ({ code }) => `Nơi giải quyết hồ sơ ${code} thay đổi`,
  body: ({ code, procedure, desk }) => {
    if (desk === null)
      return `Nơi giải quyết hồ sơ ${code} (${procedure}) thay đổi. Không phải nộp lại hồ sơ.`
    const at = desk.address === null ? '' : ` tại ${desk.address}`
    return `Từ ${instantInShort(desk.from)}, hồ sơ ${code} (${procedure}) do ${desk.unit} tiếp tục giải quyết${at}. Không phải nộp lại hồ sơ.`
  },
}
