import { addDuration, type Calendar, isWorkingDay } from './calendar.ts'
import { workingHours } from './duration.ts'
import { localDate, startOfLocalDay } from './local-day.ts'

const DAY_MS = 86_400_000

/** The last instant (ms) at or before `ms` at which the agencies closed for the day: the end of a working day. */
export function lastClose(calendar: Calendar, ms: number): number {
  for (let day = startOfLocalDay(ms); ; day -= DAY_MS) {
    if (!isWorkingDay(calendar, localDate(day))) continue
    const closes = addDuration(calendar, day, workingHours(8))
    if (closes <= ms) return closes
  }
}
