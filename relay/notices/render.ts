import type { NoticeEvent } from '../../domain/dossier/notices.ts'
import { dateInShort } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { NoticeFacts, NoticeTemplate } from './notice-template.ts'
import { apology } from './templates/apology.ts'
import { correctionRefused } from './templates/correction-refused.ts'
import { deskMoves } from './templates/desk-moves.ts'
import { filed } from './templates/filed.ts'
import { lapsed } from './templates/lapsed.ts'
import { refused } from './templates/refused.ts'
import { resultCorrected } from './templates/result-corrected.ts'
import { resultReady } from './templates/result-ready.ts'
import { supplementAsked } from './templates/supplement-asked.ts'
import { taskAssigned } from './templates/task-assigned.ts'
import { taskLate } from './templates/task-late.ts'
import { tasksReassigned } from './templates/tasks-reassigned.ts'

const templates: Record<NoticeEvent, NoticeTemplate> = {
  ...{ filed, supplementAsked, refused, lapsed, apology, resultReady },
  ...{ resultCorrected, correctionRefused, deskMoves },
  ...{ taskLate, taskAssigned, tasksReassigned },
}

export interface Words {
  subject: string
  body: string
}

/** One notice in words. */
export function render(event: NoticeEvent, facts: NoticeFacts): Words {
  const { subject, body } = templates[event]
  return { subject: subject(facts), body: `Kính gửi ${facts.recipient}. ${body(facts)}` }
}

/** The notices to one recipient of one working day (its close, ms), in the order of time; at least one. */
export function renderDigest(
  recipient: string,
  closedAtMs: number,
  notices: readonly { event: NoticeEvent; facts: NoticeFacts }[],
): Words {
  const day = dateInShort(localDate(closedAtMs))
  const lines = notices.map(({ event, facts }) => `- ${templates[event].body(facts)}`)
  return {
    subject: `${notices.length} thông báo đến hết ngày ${day}`,
    body: [`Kính gửi ${recipient}.`, ...lines].join('\n'),
  }
}

/** Several notices of one wave to one person, in the order in which they were requested; at least one. */
export function renderWave(
  recipient: string,
  notices: readonly { event: NoticeEvent; facts: NoticeFacts }[],
): Words {
  const [only] = notices
  if (only !== undefined && notices.length === 1) return render(only.event, only.facts)
  const lines = notices.map(({ event, facts }) => `- ${templates[event].body(facts)}`)
  return {
    subject: `Nơi giải quyết ${notices.length} hồ sơ thay đổi`,
    body: [`Kính gửi ${recipient}.`, ...lines].join('\n'),
  }
}
