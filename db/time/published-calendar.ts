import type postgres from 'postgres'
import { type Calendar, calendarOf } from '../../domain/time/calendar.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface PublishedCalendar {
  version: string
  knownUntil: string
  /** Changes with every publication. */
  newest: string
  /** Days decided by then. */
  days: number
}

/** Only the building is spared: what is in force is asked each time, for swaps are announced late. */
let latest: { key: string; calendar: Calendar } | null = null

/**
 * The calendar in force at an instant, with the days decided by then: what nobody knew on that day does not
 * move a due date reckoned on it.
 * @throws Error if no calendar is in force
 */
export async function currentCalendar(sql: Querying, asOfMs: number): Promise<Calendar> {
  const [published] = await typedRows(sql, 'time.publishedCalendar')`${publishedCalendar(sql, asOfMs)}`
  return await calendarAsPublished(sql, published ?? null, asOfMs)
}

/** What is in force, as a statement of one row or none, for a statement that asks for more; then `calendarAsPublished`. */
export const publishedCalendar = (
  sql: Querying,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> => sql`
  select version, known_until as "knownUntil", (select max(version) from calendar_version) as newest,
    (select count(*)::int from calendar_day where decided_on <= ${localDate(asOfMs)}) as days
  from calendar_version where valid @> instant(${asOfMs})`

/**
 * The calendar that was found to be in force; its days are read only where it is another than the last one.
 * @throws Error if no calendar is in force
 */
export async function calendarAsPublished(
  sql: Querying,
  published: PublishedCalendar | null,
  asOfMs: number,
): Promise<Calendar> {
  const date = localDate(asOfMs)
  if (published === null) {
    throw new Error(
      `No calendar is in force on ${date}, so no due date can be reckoned; load data/calendar.json`,
    )
  }
  const { version, knownUntil, newest, days } = published
  const key = [version, knownUntil, newest, days].join()
  if (latest?.key === key) return latest.calendar
  const rows = await typedRows(sql, 'time.calendarDays')`
    select date, kind, decision, decided_on as "decidedOn", reason from calendar_day where decided_on <= ${date} order by date`
  const entries = rows.map(({ reason, ...day }) => (reason === null ? day : { ...day, reason }))
  const calendar = calendarOf(version, entries, knownUntil)
  latest = { key, calendar }
  return calendar
}
