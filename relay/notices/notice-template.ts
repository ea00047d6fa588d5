import { localDate } from '../../domain/calendar.ts'

/** What the words of a notice are made of; read when it is sent, and kept nowhere else. Instants in ms. */
export interface NoticeFacts {
  /** Name of who is told. */
  recipient: string
  /** The dossier's code, and the name of its procedure. */
  code: string
  procedure: string
  /** End of the dossier's statutory time, and of the task's. */
  dueAt: number | null
  taskDueAt: number | null
  /** The step that the task is, where the notice is about one. */
  step: string | null
  /** Name of the result, once there is one. */
  result: string | null
}

export interface NoticeTemplate {
  subject(facts: NoticeFacts): string
  /** Without the salutation: a digest has several under one. */
  body(facts: NoticeFacts): string
}

const HOUR_MS = 3_600_000

/** `17:00 ngày 25/11/2026`, in Viet Nam. */
export function inWords(ms: number): string {
  const [year, month, day] = localDate(ms).split('-')
  const minutes = Math.floor((ms + 7 * HOUR_MS) / 60_000) % (24 * 60)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)} ngày ${day}/${month}/${year}`
}
