/** What a change of the calendar does to due times already promised. Pure: the same facts give the same moves. */
import type { Calendar, CalendarEntry } from '../../domain/time/calendar.ts'
import { reckonDue } from '../../domain/time/clock-events.ts'
import { dateInShort, dateInWords } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { OpenDueTimes } from './open-due-times.ts'
import { taskDue } from './task-due.ts'

/** An instant (ms) and the one it becomes. */
export interface Moved {
  was: number
  is: number
}

export interface DueMove {
  dossierId: string
  /** The correction whose dates move; 0 where they are the dossier's own. */
  correction: number
  revision: number
  /** The date of the dossier, or of the correction; null where it stays. */
  due: Moved | null
  tasks: readonly (Moved & { key: string })[]
  /** The days that moved them. */
  days: readonly CalendarEntry[]
  /** In Vietnamese, for people. */
  words: string
}

/**
 * The dates of a dossier that move; null where none does. Only days that the calendar changed move a date. None is moved
 * into the past: nobody becomes late by an announcement.
 */
export function dueMoveOf(
  calendar: Calendar,
  changes: readonly CalendarEntry[],
  { id, correction, revision, dueAt, events, tasks }: OpenDueTimes,
  asOfMs: number,
): DueMove | null {
  const days = new Map<string, CalendarEntry>()
  const move = (from: number, was: number, is: number): Moved | null => {
    if (is === was || (is < was && is < asOfMs)) return null
    const between = changes.filter(
      ({ date }) => date >= localDate(from) && date <= localDate(Math.max(was, is)),
    )
    for (const day of between) days.set(day.date, day)
    return between.length === 0 ? null : { was, is }
  }
  const course = reckonDue(calendar, events)
  const due = course === null || dueAt === null ? null : move(course.start.from, dueAt, course.dueAtMs)
  const dossierDueAt = due?.is ?? dueAt
  const movedTasks = tasks.flatMap((task) => {
    const is = taskDue(calendar, task.openedAt, task.time, dossierDueAt)
    const moved = is === null ? null : move(task.openedAt, task.dueAt, is)
    return moved === null ? [] : [{ key: task.key, ...moved }]
  })
  if (due === null && movedTasks.length === 0) return null
  const because = [...days.values()]
  const words = wordsOf(correction === 0 ? 'Ngày hẹn trả' : 'Hạn đính chính', due, because)
  return { dossierId: id, correction, revision, due, tasks: movedTasks, days: because, words }
}

function wordsOf(date: string, due: Moved | null, days: readonly CalendarEntry[]): string {
  const what =
    due === null
      ? 'Thời hạn của bước đang xử lý được tính lại'
      : `${date} đổi từ ${dateInWords(due.was)} sang ${dateInWords(due.is)}`
  return `${what}, vì ${days.map(dayInWords).join('; ')}.`
}

/** `ngày 02/01/2026 nghỉ theo Công văn 12729/VPCP-KGVX ngày 25/12/2025`. */
export function dayInWords({ date, kind, decision, decidedOn }: CalendarEntry): string {
  return `ngày ${dateInShort(date)} ${kind === 'swappedWork' ? 'làm việc' : 'nghỉ'} theo ${decision} ngày ${dateInShort(decidedOn)}`
}
