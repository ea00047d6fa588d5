/** Moves the due times of open dossiers, and of corrections in progress, after a calendar was published late: in batches, each whole or not at all. */

import { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts'
import type { Calendar, CalendarEntry } from '../../domain/time/calendar.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { type DueMove, dueMoveOf } from './due-moves.ts'
import { openDossierIds, readOpenDueTimes } from './open-due-times.ts'
import { currentCalendar } from './published-calendar.ts'

export interface RecountReport {
  version: string
  changes: readonly CalendarEntry[]
  /** Open dossiers looked at, and those of which a date moved. */
  examined: number
  moved: number
  /** The first few, as an example. */
  examples: readonly DueMove[]
}

const batch = 200
const examplesShown = 10
/** Workflows hear of an earlier date so many a second: the engine has other things to do. */
const signalsPerSecond = 20

/**
 * Goes on with the newest recount that is not complete, to its end; null where none is due. What was done before a
 * crash is not done again; several processes take turns. A dossier that moves meanwhile is reckoned on the new calendar
 * by its own write.
 */
export async function recountDueTimes(
  { sql }: Pick<Database, 'sql'>,
  now: () => number,
): Promise<RecountReport | null> {
  const version = await pendingVersion(sql, now())
  if (version === null) return null
  const examples: DueMove[] = []
  for (;;) {
    const moves = await recountBatch(sql, version, now())
    if (moves === null) break
    examples.push(...moves.slice(0, examplesShown - examples.length))
  }
  const [done] = await typedRows(sql, 'time.recountDueTimes')`
    select version, changes, examined, moved from calendar_recount where version = ${version}`
  return done === undefined ? null : { ...done, examples }
}

/** What a calendar would move, without moving anything. */
export async function previewRecount(
  { sql }: Pick<Database, 'sql'>,
  calendar: Calendar,
  changes: readonly CalendarEntry[],
  asOfMs: number,
): Promise<RecountReport> {
  const report = { version: calendar.version, changes, examined: 0, moved: 0 }
  const examples: DueMove[] = []
  for (let after: string | null = null; changes.length > 0; ) {
    const ids: readonly string[] = await openDossierIds(sql, { after, limit: batch, lock: false })
    const moves = await movesOf(sql, ids, { calendar, changes, asOfMs })
    report.examined += ids.length
    report.moved += moves.length
    examples.push(...moves.slice(0, examplesShown - examples.length))
    after = ids.at(-1) ?? null
    if (ids.length < batch) break
  }
  return { ...report, examples }
}

/** The newest version in force whose recount is not complete: it moves what the older ones would have moved. */
async function pendingVersion(sql: Querying, asOfMs: number): Promise<string | null> {
  const [row] = await typedRows(sql, 'time.pendingVersion')`
    select version from calendar_recount where completed_at is null and version <= ${localDate(asOfMs)}
    order by version desc limit 1`
  return row?.version ?? null
}

/** Null when there was nothing left. */
async function recountBatch(
  sql: Database['sql'],
  version: string,
  asOfMs: number,
): Promise<readonly DueMove[] | null> {
  return await transaction(sql, async (tx) => {
    const [recount] = await typedRows(tx, 'time.recountBatch')`
      select after_id as "afterId", moved, completed_at is not null as completed from calendar_recount
      where version = ${version} for update`
    if (recount === undefined || recount.completed) return null
    const changes = await pendingChanges(tx, version)
    const ids = await openDossierIds(tx, { after: recount.afterId, limit: batch, lock: true })
    const last = ids.at(-1)
    if (last === undefined) {
      await tx`update calendar_recount set completed_at = instant(${asOfMs}) where completed_at is null and version <= ${version}`
      return null
    }
    const calendar = await currentCalendar(tx, asOfMs)
    const moves = await movesOf(tx, ids, { calendar, changes, asOfMs })
    if (moves.length > 0) await writeMoves(tx, moves, { version, asOfMs, before: recount.moved })
    await tx`
      update calendar_recount set after_id = ${last}, examined = examined + ${ids.length}, moved = moved + ${moves.length}
      where version = ${version}`
    return moves
  })
}

/** The days changed by this version and by those before it that were never counted to their end. */
async function pendingChanges(tx: Querying, version: string): Promise<readonly CalendarEntry[]> {
  return await typedRows(tx, 'time.pendingChanges')`
    select day.date, day.kind, day.decision, day."decidedOn" from calendar_recount,
      jsonb_to_recordset(changes) as day (date text, kind text, decision text, "decidedOn" text)
    where completed_at is null and version <= ${version} order by day.date`
}

async function movesOf(
  sql: Querying,
  ids: readonly string[],
  { calendar, changes, asOfMs }: { calendar: Calendar; changes: readonly CalendarEntry[]; asOfMs: number },
): Promise<readonly DueMove[]> {
  const open = await readOpenDueTimes(sql, ids)
  return open.flatMap((dossier) => dueMoveOf(calendar, changes, dossier, asOfMs) ?? [])
}

async function writeMoves(
  tx: Querying,
  moves: readonly DueMove[],
  { version, asOfMs, before }: { version: string; asOfMs: number; before: number },
): Promise<void> {
  const rows = moves.map(({ dossierId, correction, revision, due, tasks, days, words }, i) => ({
    dossierId,
    correction,
    workflowId: dossierWorkflowId(dossierId, correction),
    revision,
    due: due?.is ?? null,
    tasks,
    // A later date needs no message: the timer wakes, finds it and sleeps on.
    tellAt: tasks.some(({ was, is }) => is < was) ? asOfMs + ((before + i) * 1_000) / signalsPerSecond : null,
    payload: { version, due, tasks, days, words, ...(correction === 0 ? {} : { correction }) },
  }))
  await tx`
    with moved as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as m ("dossierId" uuid, correction int, "workflowId" text, revision int, due float8, tasks jsonb, "tellAt" float8, payload jsonb)),
    dossiers as (
      update dossier set due_at = instant(due) from moved
      where dossier.id = "dossierId" and moved.correction = 0 and due is not null),
    corrections as (
      update correction set due_at = instant(due) from moved
      where correction.dossier_id = "dossierId" and number = moved.correction and due is not null),
    tasks as (
      update task set due_at = instant(t."is") from moved, jsonb_to_recordset(tasks) as t (key text, "is" float8)
      where task.dossier_id = "dossierId" and task.key = t.key and closed_at is null),
    messages as (
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      select 'dueMoved', "workflowId" || ':calendar:' || ${version}::text, "dossierId",
        jsonb_build_object('correction', correction), instant("tellAt") from moved
      where "tellAt" is not null
      on conflict (topic, key) do nothing)
    insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
    select "dossierId", 'dueMoved', revision, 'calendar', payload, instant(${asOfMs}) from moved`
}
