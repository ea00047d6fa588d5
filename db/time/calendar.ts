import { type Calendar, calendarOf } from '../../domain/time/calendar.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** Only the building is spared: what is in force is asked each time, for swaps are announced late. */
let latest: { key: string; calendar: Calendar } | null = null

/**
 * The calendar in force at an instant, with the days decided by then: what nobody knew on that day does not
 * move a due date reckoned on it.
 * @throws Error if no calendar is in force
 */
export async function currentCalendar(sql: Querying, asOfMs: number): Promise<Calendar> {
  const date = localDate(asOfMs)
  const [published] = await typedRows(sql, 'time.publishedCalendar')`
    select version, known_until as "knownUntil", (select max(version) from calendar_version) as newest,
      (select count(*)::int from calendar_day where decided_on <= ${date}) as days
    from calendar_version where valid @> instant(${asOfMs})`
  if (published === undefined) {
    throw new Error(
      `No calendar is in force on ${date}, so no due date can be reckoned; load data/calendar.json`,
    )
  }
  const key = JSON.stringify(published)
  if (latest?.key === key) return latest.calendar
  const rows = await typedRows(sql, 'time.calendarDays')`
    select date, kind, decision, decided_on as "decidedOn", reason from calendar_day where decided_on <= ${date} order by date`
  const entries = rows.map(({ reason, ...day }) => (reason === null ? day : { ...day, reason }))
  const calendar = calendarOf(published.version, entries, published.knownUntil)
  latest = { key, calendar }
  return calendar
}
