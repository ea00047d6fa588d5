import { type Calendar, type CalendarEntry, calendarOf, localDate } from '../domain/calendar.ts'
import type { Querying } from './database.ts'

interface Published {
  version: string
  knownUntil: string
  /** JSON text; equal for equal days. */
  days: string
}

/** Only the building is spared: what is in force is read each time, for swaps are announced late. */
let latest: { key: string; calendar: Calendar } | null = null

/**
 * The calendar in force at an instant, with the days decided by then: what nobody knew on that day does not
 * move a due date reckoned on it.
 * @throws Error if no calendar is in force
 */
export async function currentCalendar(sql: Querying, asOfMs: number): Promise<Calendar> {
  const [published] = await sql<Published[]>`
    select version, known_until as "knownUntil",
      (select coalesce(json_agg(json_build_object('date', date, 'kind', kind, 'decision', decision,
          'decidedOn', decided_on) order by date), '[]')::text
        from calendar_day where decided_on <= ${localDate(asOfMs)}) as days
    from calendar_version where valid @> instant(${asOfMs})`
  if (published === undefined) {
    throw new Error(
      `No calendar is in force on ${localDate(asOfMs)}, so no due date can be reckoned; load data/calendar.json`,
    )
  }
  const key = JSON.stringify(published)
  if (latest?.key !== key) latest = { key, calendar: built(published) }
  return latest.calendar
}

function built({ version, knownUntil, days }: Published): Calendar {
  const entries: CalendarEntry[] = JSON.parse(days)
  return calendarOf(version, entries, knownUntil)
}
