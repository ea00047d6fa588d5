/**
 * Instants (ms) and dates in Viet Nam. Asia/Ho_Chi_Minh is UTC+7 without daylight saving, so plain arithmetic is exact and no
 * zone data is read.
 */

const DAY_MS = 86_400_000
export const ZONE_OFFSET_MS = 7 * 3_600_000
/** When agencies close, after the beginning of the day. */
export const CLOSES_MS = 17 * 3_600_000

/** The date (YYYY-MM-DD) in Viet Nam at an instant (ms). */
export function localDate(ms: number): string {
  return dateOf(localDayNumber(ms))
}

/** The first instant (ms) of the day in Viet Nam in which an instant lies. */
export function startOfLocalDay(ms: number): number {
  return instantOf(localDayNumber(ms), 0)
}

/** The first instant (ms) of a date (YYYY-MM-DD) in Viet Nam. @throws RangeError if no such date */
export function startOfLocalDate(date: string): number {
  return instantOf(dayNumberOf(date), 0)
}

/** When agencies close (ms) on the day in Viet Nam in which an instant lies, worked or not. */
export function closeOfLocalDay(ms: number): number {
  return instantOf(localDayNumber(ms), CLOSES_MS)
}

/** The last millisecond of that day: until then a citizen may act on a day's limit (Bộ luật Dân sự Điều 148.6). */
export function endOfLocalDay(ms: number): number {
  return startOfLocalDay(ms) + DAY_MS - 1
}

/** The date (YYYY-MM-DD) a number of calendar days later, earlier if negative. @throws RangeError if no such date */
export function addDaysToDate(date: string, count: number): string {
  return dateOf(dayNumberOf(date) + count)
}

/** Saturday or Sunday, by the number of the day. */
export function isWeekend(dayNumber: number): boolean {
  const weekday = new Date(dayNumber * DAY_MS).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Days since 1970-01-01 in Viet Nam. */
export function localDayNumber(ms: number): number {
  return Math.floor((requireInstant(ms) + ZONE_OFFSET_MS) / DAY_MS)
}

/** The instant (ms) at a time of day (ms) of a day in Viet Nam. */
export function instantOf(dayNumber: number, timeOfDayMs: number): number {
  return dayNumber * DAY_MS + timeOfDayMs - ZONE_OFFSET_MS
}

/** The date (YYYY-MM-DD) of a day number. */
export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10)
}

/** Days since 1970-01-01 of a date (YYYY-MM-DD). @throws RangeError if there is no such date */
export function dayNumberOf(date: string): number {
  const ms = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // Date.parse rolls 2026-02-30 over to March instead of refusing it.
  if (Number.isNaN(ms) || dateOf(ms / DAY_MS) !== date) {
    throw new RangeError(`"${date}" is no date; write an existing day as YYYY-MM-DD`)
  }
  return ms / DAY_MS
}

/** @throws RangeError unless `ms` is whole and within the years 1 to 9999 */
export function requireInstant(ms: number): number {
  // Outside the years 1 to 9999 dates no longer have the form YYYY-MM-DD and do not compare as text.
  if (!Number.isInteger(ms) || ms < -62_135_500_000_000 || ms > 253_370_000_000_000) {
    throw new RangeError(`${ms} is no instant; give whole milliseconds since 1970-01-01 UTC`)
  }
  return ms
}
