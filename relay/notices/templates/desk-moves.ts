import { instantInShort } from '../../../domain/time/date-words.ts'
import type { NoticeTemplate } from '../notice-template.ts'

export const deskMoves: NoticeTemplate = {
  subject: ({ code, desk }) =>
    desk?.ended === true
      ? `Nơi nhận kết quả hồ sơ ${code} thay đổi`
      : `Nơi giải quyết hồ sơ ${code} thay đổi`,
  body: ({ code, procedure, desk }) => {
    if (desk === null)
      return `Nơi giải quyết hồ sơ ${code} (${procedure}) thay đổi. Không phải nộp lại hồ sơ.`
    const at = desk.address === null ? '' : ` tại ${desk.address}`
    if (desk.ended)
      return `Từ ${instantInShort(desk.from)}, kết quả và giấy tờ bản chính của hồ sơ ${code} (${procedure}) nhận tại ${desk.unit}${desk.address === null ? '' : `, ${desk.address}`}. Không phải nộp lại hồ sơ.`
    return `Từ ${instantInShort(desk.from)}, hồ sơ ${code} (${procedure}) do ${desk.unit} tiếp tục giải quyết${at}. Không phải nộp lại hồ sơ.`
  },
}
