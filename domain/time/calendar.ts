/**
 * Working time of administrative agencies: the only source of every due date.
 *
 * How time limits are read. Each reading marked (assumed) follows the general rule of the Bộ luật Dân sự 2015, since
 * the one-stop decrees give only totals; sector law may say otherwise and then needs its own duration.
 * - Whole working days: the day of reception does not count, at any hour and even if it is a day off; the limit
 *   ends when the agency closes (17:00) on the last working day (assumed: Điều 147.2, closing time by practice).
 * - Working hours: run from the instant of reception through opening hours, 8 hours to a working day (Điều 147.1).
 * - A fraction of a working day is hours. In "1.5 days" the whole day is counted first and its 4 hours run on from that
 *   close, so that a longer limit is never due earlier than a shorter one (assumed).
 * - Calendar days: the day of reception does not count; a last day that is a day off moves the end to the close of the
 *   next working day (assumed: Điều 147.2, Điều 148.5). An act of a citizen may be done until midnight (Điều 148.6):
 *   for those take `endOfLocalDay` of the due instant.
 */
import { type Duration, partsOf, wholeDays } from './duration.ts'
import {
  CLOSES_MS,
  dateOf,
  dayNumberOf,
  instantOf,
  isWeekend,
  localDate,
  localDayNumber,
  requireInstant,
} from './local-day.ts'

export const calendarDayKinds = ['holiday', 'swappedOff', 'swappedWork'] as const
export type CalendarDayKind = (typeof calendarDayKinds)[number]

/** A date that departs from "Monday to Friday are worked", with the decision that says so. */
export interface CalendarDay {
  /** Local date, YYYY-MM-DD. */
  readonly date: string
  readonly kind: CalendarDayKind
  /** Number of the decision, as it is cited. */
  readonly decision: string
  /** Local date of the decision; swaps are sometimes announced after due dates were promised. */
  readonly decidedOn: string
  /** What the day is, in Vietnamese, for people: "Tết Dương lịch". */
  readonly reason?: string
}

/** A `CalendarDay` as it comes from a file or a table, its kind not yet checked. */
export type CalendarEntry = Omit<CalendarDay, 'kind'> & { readonly kind: string }

export interface Calendar {
  readonly version: string
  readonly days: ReadonlyMap<string, CalendarDay>
  /** Last local date for which the schedule has been published; what falls later is provisional. */
  readonly knownUntil: string
}

const HOUR_MS = 3_600_000
const SESSIONS = [
  { opensMs: 8 * HOUR_MS, closesMs: 12 * HOUR_MS },
  { opensMs: 13 * HOUR_MS, closesMs: CLOSES_MS },
] as const

/**
 * Builds a calendar from its entries, in any order.
 * @param knownUntil last published date; by default 31 December of the last year with an entry, so give it when that
 *   year's schedule is only partly published
 * @throws RangeError on an unknown kind, an impossible or repeated date, or a swap that changes nothing
 */
export function calendarOf(
  version: string,
  entries: readonly CalendarEntry[],
  knownUntil: string = endOfLastYear(entries),
): Calendar {
  const days = new Map<string, CalendarDay>()
  for (const entry of entries) {
    const day: CalendarDay = { ...entry, kind: kindOf(entry) }
    const weekend = isWeekend(dayNumberOf(day.date))
    dayNumberOf(day.decidedOn)
    if (days.has(day.date)) {
      throw new RangeError(`The calendar lists ${day.date} twice; keep the entry of the decision in force`)
    }
    if (day.kind !== 'holiday' && weekend !== (day.kind === 'swappedWork')) {
      throw new RangeError(
        `${day.date} cannot be ${day.kind}: a swap gives a weekday off and works a weekend day; check the date`,
      )
    }
    days.set(day.date, day)
  }
  dayNumberOf(knownUntil)
  return { version, days, knownUntil }
}

/**
 * The instant (ms) at which a time limit ends that starts at `fromMs`, read as this file's head says. Met when done at
 * or before it. A zero duration is due at `fromMs` itself.
 * @throws RangeError on an instant or a duration out of range
 */
export function addDuration(calendar: Calendar, fromMs: number, duration: Duration): number {
  requireInstant(fromMs)
  if ('days' in duration) return closeAfterCalendarDays(calendar, fromMs, wholeDays(duration.days))
  const { whole, restMs } = partsOf(duration)
  return runWorkingMs(calendar, closeAfterWorkingDays(calendar, fromMs, whole), restMs)
}

/** Working time (ms) from one instant to another; negative if `toMs` is the earlier. */
export function workingMsBetween(calendar: Calendar, fromMs: number, toMs: number): number {
  if (toMs < fromMs) return 0 - workingMsBetween(calendar, toMs, fromMs)
  const last = localDayNumber(toMs)
  let sumMs = 0
  for (let day = localDayNumber(fromMs); day <= last; day++) {
    if (!isWorked(calendar, day)) continue
    for (const session of SESSIONS) {
      const startMs = Math.max(fromMs, instantOf(day, session.opensMs))
      const endMs = Math.min(toMs, instantOf(day, session.closesMs))
      sumMs += Math.max(0, endMs - startMs)
    }
  }
  return sumMs
}

/** The instant (ms) itself if the agency is open then, else the next opening; 12:00 and 17:00 are closed. */
export function nextWorkingInstant(calendar: Calendar, ms: number): number {
  for (let day = localDayNumber(ms); ; day++) {
    if (!isWorked(calendar, day)) continue
    for (const session of SESSIONS) {
      if (ms < instantOf(day, session.closesMs)) return Math.max(ms, instantOf(day, session.opensMs))
    }
  }
}

/** Whether agencies work on a local date (YYYY-MM-DD). @throws RangeError if there is no such date */
export function isWorkingDay(calendar: Calendar, date: string): boolean {
  return isWorked(calendar, dayNumberOf(date))
}

/** Whether a due instant (ms) lies where the schedule of days off is not published yet and may move it. */
export function isProvisional(calendar: Calendar, dueMs: number): boolean {
  return localDate(dueMs) > calendar.knownUntil
}

/** The close (ms) of the count-th working day after the day of `fromMs`; `fromMs` itself if count is 0. */
function closeAfterWorkingDays(calendar: Calendar, fromMs: number, count: number): number {
  if (count === 0) return fromMs
  let day = localDayNumber(fromMs)
  for (let left = count; left > 0; ) {
    day++
    if (isWorked(calendar, day)) left--
  }
  return instantOf(day, CLOSES_MS)
}

function closeAfterCalendarDays(calendar: Calendar, fromMs: number, count: number): number {
  if (count === 0) return fromMs
  let day = localDayNumber(fromMs) + count
  while (!isWorked(calendar, day)) day++
  return instantOf(day, CLOSES_MS)
}

function runWorkingMs(calendar: Calendar, fromMs: number, durationMs: number): number {
  if (durationMs === 0) return fromMs
  let leftMs = durationMs
  for (let day = localDayNumber(fromMs); ; day++) {
    if (!isWorked(calendar, day)) continue
    for (const session of SESSIONS) {
      const startMs = Math.max(fromMs, instantOf(day, session.opensMs))
      const roomMs = Math.max(0, instantOf(day, session.closesMs) - startMs)
      if (leftMs <= roomMs) return startMs + leftMs
      leftMs -= roomMs
    }
  }
}

function isWorked(calendar: Calendar, dayNumber: number): boolean {
  const kind = calendar.days.get(dateOf(dayNumber))?.kind
  return kind === undefined ? !isWeekend(dayNumber) : kind === 'swappedWork'
}

function kindOf(entry: CalendarEntry): CalendarDayKind {
  const { kind } = entry
  if (kind === 'holiday' || kind === 'swappedOff' || kind === 'swappedWork') return kind
  throw new RangeError(`${entry.date} is "${kind}"; a calendar day is holiday, swappedOff or swappedWork`)
}

/** Nothing is known of a calendar without entries. */
function endOfLastYear(entries: readonly CalendarEntry[]): string {
  const last = entries.reduce((latest, { date }) => (date > latest ? date : latest), '0001-01-01')
  return entries.length === 0 ? last : `${last.slice(0, 4)}-12-31`
}
