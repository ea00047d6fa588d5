/** A corrected row of another system, before anybody acted on its dossier: one more `import` event replaces where it stands, and what it says. */
import { isDeepStrictEqual } from 'node:util'
import type { QuarantineReason } from '../../domain/dossier/imports.ts'
import type { Calendar } from '../../domain/time/calendar.ts'
import type { ImportedEvent } from '../../domain/time/clock-events.ts'
import { skippedSteps, timeOf, totalOf } from '../../procedures/grammar/plan/plan.ts'
import { advance } from '../../procedures/grammar/run/advance.ts'
import type { DossierEventOf, ImportedPosition } from '../../procedures/grammar/run/event.ts'
import { replay } from '../../procedures/grammar/run/replay.ts'
import type { Querying } from '../database.ts'
import { unsigned } from '../dossier/requests/request-authority.ts'
import { writeTransitionRows } from '../dossier/transition/transition-rows.ts'
import { runHistory } from '../engine/run-history.ts'
import { typedRows } from '../statement.ts'
import { importedTimes } from './imported-times.ts'
import { type CorrectedContent, judgeContent, replaceContent } from './replace-content.ts'

export interface Replacement {
  dossierId: string
  source: string
  oldCode: string
  batchId: string
  line: number
  rowHash: Uint8Array
  position: ImportedPosition
  clock: ImportedEvent | null
  content: CorrectedContent
  due: { disagrees: boolean; reckonedAt: number | null }
  asOf: number
}

/** Why a row is not taken, and its columns that are the reason, by name. */
export interface NotReplaced {
  reason: QuarantineReason
  columns: readonly string[]
}

/** Replaces position and content, or says why not; nothing is written then. In the caller's transaction. */
export async function replaceRow(
  tx: Querying,
  calendar: Calendar,
  replacement: Replacement,
): Promise<NotReplaced | null> {
  const { dossierId, position, clock: event, content, asOf } = replacement
  const [row] = await typedRows(tx, 'imports.lockDossier')`
    select revision, procedure_code as "procedureCode", field, area_id as "areaId", epoch_ms(due_at) as "dueAt", clock,
      epoch_ms(started_at) as "startedAt",
      (select epoch_ms(max(valid_at)) from dossier_revision where dossier_id = dossier.id) as "lastAt",
      exists (select 1 from decision_request where dossier_id = dossier.id and status = 'pending') as "requestPending"
    from dossier where id = ${dossierId} for update`
  const history = await runHistory(tx, { dossierId, correction: 0 })
  if (row === undefined || history === null || row.requestPending) return no('actedOn')
  const skips = skippedSteps(history.plan, content.form)
  const asBefore = isDeepStrictEqual(skips, skippedSteps(history.plan, history.form))
  // A workflow that runs has the steps of the form that it began with.
  if (!asBefore && row.startedAt !== null) return no('actedOn', 'form')
  const traced = replay({ plan: history.plan, skips }, history.writes)
  if (traced === null) return asBefore ? no('actedOn') : no('skippedStep', 'form')
  // A clock that ran stands in revisions that are never rewritten.
  if (event === null && row.clock !== 'notStarted') return no('actedOn')
  const { plan, state } = traced
  const key = `import.${row.revision + 1}`
  // A time may have passed here since the export was read: revisions stay in order.
  const at = Math.max(asOf, row.lastAt ?? asOf)
  const item: DossierEventOf<'import'> = { kind: 'import', key, at, ...position }
  const next = advance(plan, state, item)
  if ('refused' in next) return no(next.refused === 'cannotStandThere' ? 'supplementCount' : 'actedOn')
  const judged = await judgeContent(tx, replacement)
  if ('actedOn' in judged) return no('actedOn', ...judged.actedOn)
  const { state: after, ...change } = next
  const opened = new Set(change.opens.map((task) => task.key))
  const kept = Object.entries(after.tasks).flatMap(([task, { step }]) =>
    opened.has(task) ? [] : [{ key: task, step }],
  )
  const reckoned = importedTimes(calendar, plan, { item, change, kept }, event)
  const times = { total: totalOf(plan, skips), time: timeOf(plan) }
  await replaceContent(tx, replacement, judged)
  const areaId = judged.place ? content.areaId : row.areaId
  await writeTransitionRows(
    tx,
    { dossierId, expectedRevision: row.revision, item, change, ...times },
    { ...row, areaId, rowVersion: null },
    { reckoned, issue: null, ...unsigned, request: null },
  )
  await keepReplaced(tx, replacement, {
    startedAt: row.startedAt,
    dueAt: kept.map((task) => ({ key: task.key, due: reckoned.dueAt[task.key] ?? null })),
  })
  return null
}

const no = (reason: QuarantineReason, ...columns: readonly string[]): NotReplaced => ({ reason, columns })

/** What a transition does not write: the times of a task that stays, the mark of the row, and word to a workflow that runs. */
async function keepReplaced(
  tx: Querying,
  { dossierId, source, oldCode, batchId, line, rowHash, position, due, asOf }: Replacement,
  { startedAt, dueAt }: { startedAt: number | null; dueAt: readonly { key: string; due: number | null }[] },
): Promise<void> {
  await tx`
    with dossier_kept as (
      -- Nobody has started it by this.
      update dossier set extensions = ${position.extensions}::int, started_at = instant(${startedAt}) where id = ${dossierId}),
    tasks_timed as (
      update task set due_at = instant(kept.due), late_at = null, escalate_at = null, escalation_level = 0, escalated_to = null
      from jsonb_to_recordset(${JSON.stringify(dueAt)}::jsonb) as kept (key text, due float8)
      where task.dossier_id = ${dossierId} and task.key = kept.key and closed_at is null),
    row_kept as (
      update import_row set batch_id = ${batchId}, line = ${line}, row_hash = ${Buffer.from(rowHash)},
        due_disagrees = ${due.disagrees}, reckoned_due_at = instant(${due.reckonedAt}), as_of = instant(${asOf})
      where source = ${source} and old_code = ${oldCode})
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    select 'dueMoved', ${dossierId}::text || ':import:' || revision, id, '{}', instant(${asOf}) from dossier
    where id = ${dossierId} and ${startedAt}::float8 is not null
    on conflict (topic, key) do nothing`
}
