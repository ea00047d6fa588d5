import { z } from 'zod'
import { calendarOf } from '../../domain/calendar.ts'
import type { Querying } from '../database.ts'
import { calendarDay, calendarVersion } from '../schema/territory.ts'
import { insertRows } from './insert-rows.ts'
import { during } from './periods.ts'
import { readDataFile } from './reference-files.ts'

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const calendarFile = z.object({
  version: date,
  knownUntil: date,
  days: z.array(
    z.object({
      date,
      kind: z.enum(['holiday', 'swappedOff', 'swappedWork']),
      decision: z.string(),
      decidedOn: date,
      reason: z.string(),
    }),
  ),
})
export type CalendarFile = z.infer<typeof calendarFile>

/** Loads `data/calendar.json`. @throws Error where the file does not make a calendar */
export async function loadCalendar(sql: Querying): Promise<void> {
  const file = calendarFile.parse(JSON.parse(await readDataFile('calendar.json')))
  calendarOf(file.version, file.days, file.knownUntil)
  await publishCalendar(sql, file)
}

/**
 * Brings in a version of the calendar, named after the date from which it holds: from then on it replaces the
 * version in force, and its entry for a date replaces an older decision on it. The first version holds for
 * the time before it too. A version that stands already is left alone.
 * @throws Error on a version older than one that stands
 */
export async function publishCalendar(
  sql: Querying,
  { version, knownUntil, days }: CalendarFile,
): Promise<void> {
  const standing = await sql<{ version: string }[]>`select version from calendar_version`
  if (standing.some((row) => row.version === version)) return
  if (standing.some((row) => row.version > version)) {
    throw new Error(
      `A calendar newer than ${version} is in force and would be overwritten; name the file after a later date`,
    )
  }
  await sql`
    update calendar_version set valid = valid * ${during(null, version)}::tstzrange
    where valid && ${during(version, null)}::tstzrange`
  const valid = during(standing.length === 0 ? null : version, null)
  await insertRows(sql, calendarVersion, [{ version, knownUntil, valid }])
  await sql`delete from calendar_day where date = any(${days.map((day) => day.date)})`
  await insertRows(
    sql,
    calendarDay,
    days.map(({ reason: _, ...day }) => day),
  )
}
