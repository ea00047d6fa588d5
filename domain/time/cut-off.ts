/** What an hour of the day decides: on which day something counts as received, handed over, or answered. */
import { addDuration, type Calendar, isWorkingDay, nextWorkingInstant } from './calendar.ts'
import { type Duration, workingHoursOf } from './duration.ts'
import { closeOfLocalDay, endOfLocalDay, localDate, startOfLocalDay } from './local-day.ts'
import type { CutOff } from './time-rules.ts'

const HOUR_MS = 3_600_000

/** Whether an instant (ms) lies after the cut-off of its day; "after 15:00" is later than 15:00 sharp. */
export function isAfterCutOff(cutOff: CutOff, ms: number): boolean {
  return ms > cutOffOf(cutOff, ms)
}

/**
 * The instant (ms) from which something received counts: itself, or the opening of the next working day where the
 * cut-off of a working day had passed. A day off keeps its own date: the first day counted is the same.
 */
export function receivedAt(calendar: Calendar, ms: number, cutOff: CutOff | null): number {
  const late = cutOff !== null && isWorkingDay(calendar, localDate(ms)) && isAfterCutOff(cutOff, ms)
  return late ? nextOpening(calendar, ms) : ms
}

/** When an answer is owed (ms) that is owed on the day of reception: at its close, or at that of the next working day. */
export function sameDayDue(calendar: Calendar, ms: number, cutOff: CutOff): number {
  const inTime = isWorkingDay(calendar, localDate(ms)) && !isAfterCutOff(cutOff, ms)
  return closeOfLocalDay(inTime ? ms : nextOpening(calendar, ms))
}

/**
 * When a share of the time ends (ms) that begins with a dossier handed over: the agency has it the same day, or at the
 * start of the next working day where it was received after the cut-off (118/2025/NĐ-CP, Điều 18). Whole days give
 * the same result, for the day of reception does not count; hours then begin with that opening.
 */
export function dueAfterTransfer(calendar: Calendar, ms: number, within: Duration, cutOff: CutOff): number {
  const sameDay = isWorkingDay(calendar, localDate(ms)) && !isAfterCutOff(cutOff, ms)
  if ('days' in within || sameDay) return addDuration(calendar, ms, within)
  return addDuration(calendar, nextOpening(calendar, ms), { workingHours: workingHoursOf(within) })
}

/**
 * The last instant (ms) at which a new date may be announced: the end of the day that lies the given number of working days
 * before the day of the due date (118/2025/NĐ-CP, Điều 19 khoản 6).
 */
export function lastApology(calendar: Calendar, dueAtMs: number, workingDaysBefore: number): number {
  let ms = startOfLocalDay(dueAtMs)
  for (let left = workingDaysBefore; left > 0; ) {
    ms = startOfLocalDay(ms - 1)
    if (isWorkingDay(calendar, localDate(ms))) left -= 1
  }
  return endOfLocalDay(ms)
}

function nextOpening(calendar: Calendar, ms: number): number {
  return nextWorkingInstant(calendar, endOfLocalDay(ms) + 1)
}

function cutOffOf(cutOff: CutOff, ms: number): number {
  if ('hoursBeforeClosing' in cutOff) return closeOfLocalDay(ms) - cutOff.hoursBeforeClosing * HOUR_MS
  const [hours = 0, minutes = 0] = cutOff.at.split(':').map(Number)
  return startOfLocalDay(ms) + hours * HOUR_MS + minutes * 60_000
}
