import { z } from 'zod'
import { OperatorError } from '../../domain/operator-error.ts'
import { type CalendarEntry, calendarDayKinds, calendarOf } from '../../domain/time/calendar.ts'
import type { Querying } from '../database.ts'
import { calendarVersion } from '../schema/territory.ts'
import { typedRows } from '../statement.ts'
import { beginChange } from '../territory/reference-change.ts'
import { declaredRows, insertNew } from './insert-rows.ts'
import { during, startOfDay } from './periods.ts'

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

/** @throws Error where the text does not make a calendar */
export function parseCalendar(text: string): CalendarFile {
  const file = calendarFile.parse(JSON.parse(text))
  calendarOf(file.version, file.days, file.knownUntil)
  return file
}

/** The days that a file gives another kind than they have, or had none of; nothing where there is no calendar yet. */
export async function changedDays(
  sql: Querying,
  { version, days }: CalendarFile,
): Promise<readonly CalendarEntry[]> {
  const versions = await typedRows(sql, 'load.versions')`select version from calendar_version`
  if (versions.length === 0 || versions.some((row) => row.version === version)) return []
  const known = await typedRows(sql, 'load.calendarDays')`
    select date, kind from calendar_day where date = any (${days.map(({ date }) => date)})`
  const kinds = new Map(known.map(({ date, kind }) => [date, kind]))
  return days.filter(({ date, kind }) => kinds.get(date) !== kind)
}

/**
 * Brings in a version of the calendar, named after the date from which it holds: from then on it replaces the
 * version in force, and its entry for a date replaces an older decision on it. The first version holds for
 * the time before it too. A version that exists already stays as it is. Where days changed, a row of `calendar_recount`
 * asks for the due times already promised to be reckoned again.
 * @param tx a transaction: the version is a change of its own
 * @param actorId who publishes it
 * @throws Error on a version older than one that exists
 */
export async function publishCalendar(
  tx: Querying,
  { version, knownUntil, days }: CalendarFile,
  actorId: string,
): Promise<void> {
  const versions = await typedRows(tx, 'load.versionToReplace')`select version from calendar_version`
  if (versions.some((row) => row.version === version)) return
  if (versions.some((row) => row.version > version)) {
    throw new OperatorError(
      `A calendar newer than ${version} is in force and would be overwritten; name the file after a later date`,
    )
  }
  const decisions = [...new Set(days.map(({ decision }) => decision))]
  await beginChange(tx, {
    kind: 'calendar',
    actorId,
    basis: [`Lịch ${version}`, ...decisions].join('; '),
    effectiveAt: startOfDay(version),
  })
  await tx`
    update calendar_version set valid = valid * ${during(null, version)}::tstzrange
    where valid && ${during(version, null)}::tstzrange`
  const changes = await changedDays(tx, { version, knownUntil, days })
  const valid = during(versions.length === 0 ? null : version, null)
  await insertNew(tx, declaredRows(calendarVersion, [{ version, knownUntil, valid }]))
  await tx`
    insert into calendar_day (date, kind, decision, decided_on, reason)
    select date, kind, decision, "decidedOn", reason from json_to_recordset(${JSON.stringify(days)}::text::json)
      as day (date text, kind text, decision text, "decidedOn" text, reason text)
    on conflict (date) do update set kind = excluded.kind, decision = excluded.decision, decided_on = excluded.decided_on,
      reason = excluded.reason`
  if (changes.length === 0) return
  await tx`insert into calendar_recount (version, changes) values (${version}, ${JSON.stringify(changes)}::text::jsonb)`
}
