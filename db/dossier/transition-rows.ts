import type postgres from 'postgres'
import type { ClockEvent } from '../../domain/time/clock-events.ts'
import type { DossierEvent, DossierEventOf } from '../../procedures/grammar/run/event.ts'
import type { DueTimes, WriteInput } from '../../procedures/grammar/run/write.ts'
import type { Querying } from '../database.ts'
import { keptItem } from '../editions/write-adoption.ts'
import { askNotices, tellingsOf } from '../notices/notice-outbox.ts'
import type { Clock, ClockRow } from '../time/statutory-clock.ts'
import type { TaskTime } from '../time/task-due.ts'
import { setLastDesk } from './last-desk.ts'
import type { DecisionRow, Signed } from './request-authority.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** What the rows need of the dossier before the change. */
export interface DossierRowAtWrite {
  revision: number
  /** Of its row as it was read without a lock: the write is refused where anything has changed it since. Null under the lock. */
  rowVersion: string | null
  procedureCode: string
  field: string
  areaId: string
}

/** Due times, and the facts that they follow from and can be reckoned from again. */
export interface Reckoned {
  dueAt: DueTimes
  clock: Clock
  event: ClockEvent | null
  tasks: Readonly<Record<string, TaskTime>>
}

/**
 * Writes a transition: one statement, since each part is a row or two and a round trip for each costs more than
 * the rows. No part sees another's; none needs to, and no task is touched by two of them.
 */
export async function writeTransitionRows(
  tx: Querying,
  input: WriteInput,
  dossier: DossierRowAtWrite & Pick<ClockRow, 'dueAt'>,
  facts: Reckoned & Signed & { request: DecisionRow | null },
): Promise<void> {
  const { dossierId, item, change, correction = 0 } = input
  const { dueAt, clock, request, mandateId, law } = facts
  const revision = dossier.revision + 1
  const policy = request?.notices ?? null
  await tx`
    with ${asExpected(tx, input, dossier, request)},
    ${correction === 0 ? dossierMoved(tx, input, { revision, clock }) : correctionMoved(tx, input, revision)},
    revision_kept as (
      insert into dossier_revision (dossier_id, revision, correction, effect_key, item, result, valid_at)
      values (${dossierId}, (select revision + 1 from as_expected), ${correction}, ${item.key},
        ${JSON.stringify(keptItem(item))}::jsonb, ${JSON.stringify(resultOf(facts))}::jsonb, instant(${item.at}))
      returning revision),
    tasks_closed as (
      update task set closed_at = instant(${item.at}), outcome = closed.outcome, closed_by = ${request?.id ?? item.kind}
      from jsonb_to_recordset(${JSON.stringify(change.closes)}::jsonb) as closed (key text, outcome text)
      where task.dossier_id = ${dossierId} and task.key = closed.key and task.closed_at is null),
    tasks_opened as (
      insert into task (id, dossier_id, correction, key, step, kind, holder, role, tier, power, procedure_code, field, area_id,
        opened_at, due_at)
      select ${`${dossierId}.`} || key, ${dossierId}, ${correction}, key, step, kind, holder, role, tier, power,
        ${dossier.procedureCode}, ${dossier.field}, ${dossier.areaId}, instant(${item.at}), instant(due)
      from jsonb_to_recordset(${JSON.stringify(openedRows(input, dueAt))}::jsonb)
        as opened (key text, step text, kind text, holder text, role text, tier text, power text, due float8)),
    task_late as (
      update task set late_at = instant(${item.at}), escalate_at = instant(${item.at})
      where dossier_id = ${dossierId} and key = ${change.late}),
    task_reassigned as (
      update task set claimed_by = ${change.reassigns?.officer ?? null}, claimed_under = ${mandateId}
      where dossier_id = ${dossierId} and key = ${change.reassigns?.key ?? null}),
    result_issued as (
      insert into result (dossier_id, correction, kind, issued_at)
      select ${dossierId}, ${correction}, ${change.issues}, instant(${item.at}) where ${change.issues}::text is not null
      on conflict (dossier_id, correction) do nothing),
    request_applied as (
      update decision_request set status = 'applied', settled_at = clock_timestamp(), law = coalesce(${law}::bigint, law)
      where id = ${request?.id ?? null})
    ${askNotices(tx, { dossierId, tellings: tellingsOf(input, policy), occurrence: revision, policy, at: item.at })}
    insert into journal (dossier_id, kind, revision, actor_id, unit_id, request_id, payload, valid_at)
    select ${dossierId}, ${journalKindOf(item)}, revision, ${request?.actorId ?? 'engine'}, ${request?.unitId ?? null},
      ${request?.id ?? null}::uuid, ${JSON.stringify(journalPayload(input, { was: dossier.dueAt, is: clock.dueAt }))}::jsonb, instant(${item.at})
    from revision_kept`
}

/**
 * Locks the dossier and then the request, as every write does, where both are as they were read. Where they are not there is no row,
 * and so no revision to keep: the key of `dossier_revision` refuses the null, and the statement writes nothing.
 */
function asExpected(
  tx: Querying,
  { dossierId }: WriteInput,
  { revision, rowVersion }: DossierRowAtWrite,
  request: DecisionRow | null,
): Fragment {
  const dossier = tx`
    dossier_locked as (
      select revision from dossier where id = ${dossierId} and revision = ${revision}
        and (${rowVersion}::text is null or xmin = ${rowVersion}::text::xid) for update)`
  if (request === null) return tx`${dossier}, as_expected as (select revision from dossier_locked)`
  return tx`${dossier},
    as_expected as (
      select dossier_locked.revision from dossier_locked, decision_request asked
      where asked.id = ${request.id} and asked.status = 'pending' for update of asked)`
}

function dossierMoved(
  tx: Querying,
  { dossierId, item, change }: WriteInput,
  { revision, clock }: { revision: number; clock: Clock },
): Fragment {
  return tx`dossier_moved as (
    update dossier set revision = ${revision}, status = ${change.ending === null ? 'open' : 'closed'},
      clock = coalesce(${clock.state}, clock), clock_from = instant(${clock.from}), paused_at = instant(${clock.pausedAt}),
      paused_working_ms = ${clock.pausedWorkingMs}, due_at = instant(${clock.dueAt}),
      extensions = extensions + ${change.extendBy === null ? 0 : 1}, ending = ${change.ending},
      ended_at = case when ${change.ending}::text is null then null else instant(${item.at}) end,
      -- Who decides before the relay has started it has started it.
      started_at = coalesce(started_at, instant(${item.at})),
      ${setLastDesk(tx, { dossierId, ending: change.ending })}
    where id = ${dossierId})`
}

/** Of the dossier, which has ended, only the revision goes on: how it ended and kept its time stays as it was. */
function correctionMoved(tx: Querying, input: WriteInput, revision: number): Fragment {
  const { dossierId, correction = 0, item, change } = input
  return tx`dossier_moved as (update dossier set revision = ${revision} where id = ${dossierId}),
    correction_moved as (
      update correction set ending = ${change.ending},
        ended_at = case when ${change.ending}::text is null then null else instant(${item.at}) end
      where dossier_id = ${dossierId} and number = ${correction})`
}

export function resultOf({
  dueAt,
  event,
  tasks,
}: Pick<Reckoned, 'dueAt' | 'event' | 'tasks'>): Record<string, unknown> {
  return { dueAt, tasks, ...(event === null ? {} : { clock: event }) }
}

export function openedRows(
  { change }: Pick<WriteInput, 'change'>,
  dueAt: DueTimes,
): readonly Record<string, string | number | null>[] {
  return change.opens.map(({ key, step, kind, holder, desk }) => ({
    key,
    step,
    kind,
    holder,
    due: dueAt[key] ?? null,
    ...desk,
  }))
}

/** The journal tells what happened, an item what was asked. */
const journalKindOf = ({ kind }: DossierEvent): string => (kind === 'adoptEdition' ? 'editionAdopted' : kind)

export function journalPayload(
  { item, change, correction }: Pick<WriteInput, 'item' | 'change' | 'correction'>,
  due: { was: number | null; is: number | null },
): Record<string, unknown> {
  return {
    task: 'task' in item ? item.task : null,
    outcome: 'outcome' in item ? item.outcome : null,
    opens: change.opens.map((opened) => opened.key),
    closes: change.closes,
    ...(correction === undefined
      ? { clock: change.clock, ending: change.ending }
      : // Clock and ending are the dossier's, which a correction leaves alone.
        { clock: null, ending: null, correction, correctionEnding: change.ending }),
    // What an apology has to name: the date promised, and the new one.
    ...(change.extendBy === null ? {} : { due }),
    ...(item.kind === 'adoptEdition' ? { ...adoptionOf(item), due } : {}),
  }
}

const adoptionOf = ({ from, plan, planHash, policy, basis, effect }: DossierEventOf<'adoptEdition'>) => ({
  ...{ from, to: plan.edition, plan: planHash, policy, basis, effect },
})
