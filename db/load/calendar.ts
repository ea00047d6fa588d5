import { z } from 'zod'
import { type CalendarEntry, calendarDayKinds, calendarOf } from '../../domain/time/calendar.ts'
import type { Querying } from '../database.ts'
import { calendarDay, calendarVersion } from '../schema/territory.ts'
import { typedRows } from '../statement.ts'
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
      kind: z.enum(calendarDayKinds),
      decision: z.string(),
      decidedOn: date,
      reason: z.string(),
    }),
  ),
})
export type CalendarFile = z.infer<typeof calendarFile>

/** Loads `data/calendar.json`. @throws Error where the file does not make a calendar */
export async function loadCalendar(sql: Querying): Promise<void> {
  await publishCalendar(sql, parseCalendar(await readDataFile('calendar.json')))
}

/** @throws Error where the text does not make a calendar */
export function parseCalendar(text: string): CalendarFile {
  const file = calendarFile.parse(JSON.parse(text))
  calendarOf(file.version, file.days, file.knownUntil)
  return file
}

/** The days that a file gives another kind than they have, or had none of; nothing where no calendar stands. */
export async function changedDays(
  sql: Querying,
  { version, days }: CalendarFile,
): Promise<readonly CalendarEntry[]> {
  const standing = await typedRows(sql, 'load.standingVersion')`select version from calendar_version`
  if (standing.length === 0 || standing.some((row) => row.version === version)) return []
  const known = await typedRows(sql, 'load.standingDays')`
    select date, kind from calendar_day where date = any (${days.map(({ date }) => date)})`
  const kinds = new Map(known.map(({ date, kind }) => [date, kind]))
  return days.filter(({ date, kind }) => kinds.get(date) !== kind)
}

/**
 * Brings in a version of the calendar, named after the date from which it holds: from then on it replaces the
 * version in force, and its entry for a date replaces an older decision on it. The first version holds for
 * the time before it too. A version that stands already is left alone. Where days changed, a row of `calendar_recount`
 * asks for the due times already promised to be reckoned again.
 * @throws Error on a version older than one that stands
 */
export async function publishCalendar(
  sql: Querying,
  { version, knownUntil, days }: CalendarFile,
): Promise<void> {
  const standing = await typedRows(sql, 'load.versionToReplace')`select version from calendar_version`
  if (standing.some((row) => row.version === version)) return
  if (standing.some((row) => row.version > version)) {
    throw new Error(
      `A calendar newer than ${version} is in force and would be overwritten; name the file after a later date`,
    )
  }
  await sql`
    update calendar_version set valid = valid * ${during(null, version)}::tstzrange
    where valid && ${during(version, null)}::tstzrange`
  const changes = await changedDays(sql, { version, knownUntil, days })
  const valid = during(standing.length === 0 ? null : version, null)
  await insertRows(sql, calendarVersion, [{ version, knownUntil, valid }])
  await sql`delete from calendar_day where date = any(${days.map((day) => day.date)})`
  await insertRows(sql, calendarDay, days)
  if (changes.length === 0) return
  await sql`insert into calendar_recount (version, changes) values (${version}, ${JSON.stringify(changes)}::text::jsonb)`
}
