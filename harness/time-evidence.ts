/** Due times as they are stored, with the facts that they were reckoned from. Instants in ms. */
import type { Querying } from '../db/database.ts'
import { readClockEvents } from '../db/time/clock-events.ts'
import { currentCalendar } from '../db/time/published-calendar.ts'
import type { TaskTime } from '../db/time/task-due.ts'
import { type Calendar, type CalendarEntry, calendarOf } from '../domain/time/calendar.ts'
import type { ClockEvent } from '../domain/time/clock-events.ts'

export interface TimeEvidence {
  /** As it is known now. */
  calendar: Calendar
  tasks: readonly StoredTaskTime[]
  clocks: readonly StoredClock[]
}

/** A task as the write that opened it kept its time. */
export interface StoredTaskTime {
  taskId: string
  openedAt: number
  time: TaskTime
  dueAt: number | null
  /** As it was known when the task was opened; what is decided later does not move it once it is closed. */
  calendar: Calendar
}

/** The statutory clock of a dossier. */
export interface StoredClock {
  dossierId: string
  events: readonly ClockEvent[]
  dueAt: number | null
}

/** What a run of faults leaves: dossiers of one edition of the calendar, of which days may have been decided meanwhile. */
export async function readTimeEvidence(sql: Querying): Promise<TimeEvidence> {
  const [calendar, opened, dossiers] = await Promise.all([
    currentCalendar(sql, Date.now()),
    sql<(Omit<StoredTaskTime, 'calendar'> & { known: number })[]>`
      select dossier_id || '.' || opened.key as "taskId", epoch_ms(valid_at) as "openedAt", opened.value as time,
        (result -> 'dueAt' ->> opened.key)::float8 as "dueAt",
        (select max(id)::int from reference_change change where change.recorded_at <= dossier_revision.recorded_at
          and exists (select from calendar_day_history day where lower(day.known) = change.id)) as known
      from dossier_revision, jsonb_each(result -> 'tasks') opened`,
    sql<{ dossierId: string; dueAt: number | null }[]>`
      select id as "dossierId", epoch_ms(due_at) as "dueAt" from dossier`,
  ])
  const calendars = new Map<number, Calendar>()
  for (const { known } of opened)
    if (!calendars.has(known)) calendars.set(known, await asItWasKnown(sql, calendar, known))
  const tasks = opened.map(({ known, ...task }) => ({ ...task, calendar: calendars.get(known) ?? calendar }))
  const events = await readClockEvents(
    sql,
    dossiers.map(({ dossierId }) => dossierId),
  )
  const clocks = dossiers.map((one) => ({ ...one, events: events.get(one.dossierId) ?? [] }))
  return { calendar, tasks, clocks }
}

/** @param known the number of the change as known at which its days are read */
async function asItWasKnown(sql: Querying, now: Calendar, known: number): Promise<Calendar> {
  const rows = await sql<CalendarEntry[]>`
    select date, kind, decision, decided_on as "decidedOn" from calendar_day_history day
    where day.known @> ${known}::bigint order by date`
  return calendarOf(now.version, [...rows], now.knownUntil)
}
