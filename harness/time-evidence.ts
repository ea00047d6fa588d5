/** Due times as they are stored, with the facts that they were reckoned from. Instants in ms. */
import type { Querying } from '../db/database.ts'
import { readClockEvents } from '../db/time/clock-events.ts'
import { currentCalendar } from '../db/time/published-calendar.ts'
import type { TaskTime } from '../db/time/task-due.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import type { ClockEvent } from '../domain/time/clock-events.ts'

export interface TimeEvidence {
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
}

/** The statutory clock of a dossier. */
export interface StoredClock {
  dossierId: string
  events: readonly ClockEvent[]
  dueAt: number | null
}

/** Of dossiers that were filed under one calendar, that of now: what a run of faults leaves. */
export async function readTimeEvidence(sql: Querying): Promise<TimeEvidence> {
  const [calendar, tasks, dossiers] = await Promise.all([
    currentCalendar(sql, Date.now()),
    sql<StoredTaskTime[]>`
      select dossier_id || '.' || opened.key as "taskId", epoch_ms(valid_at) as "openedAt", opened.value as time,
        (result -> 'dueAt' ->> opened.key)::float8 as "dueAt"
      from dossier_revision, jsonb_each(result -> 'tasks') opened`,
    sql<{ dossierId: string; dueAt: number | null }[]>`
      select id as "dossierId", epoch_ms(due_at) as "dueAt" from dossier`,
  ])
  const events = await readClockEvents(
    sql,
    dossiers.map(({ dossierId }) => dossierId),
  )
  const clocks = dossiers.map((one) => ({ ...one, events: events.get(one.dossierId) ?? [] }))
  return { calendar, tasks, clocks }
}
