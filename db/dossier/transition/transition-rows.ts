import type postgres from 'postgres'
import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { ClockEvent } from '../../../domain/time/clock-events.ts'
import type { DossierEvent, DossierEventOf } from '../../../procedures/grammar/run/event.ts'
import type { DueTimes, WriteInput } from '../../../procedures/grammar/run/write.ts'
import type { Querying } from '../../database.ts'
import { keptEvent } from '../../editions/write-adoption.ts'
import { askNotices, tellingsOf } from '../../notices/notice-outbox.ts'
import type { Clock, ClockRow } from '../../time/statutory-clock.ts'
import type { TaskTime } from '../../time/task-due.ts'
import type { RequestToApply, Signed } from '../requests/request-authority.ts'
import { setLastDesk } from './last-desk.ts'

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

/** A write as rows: what is reckoned for its event, and for the issue that follows from it at once. */
interface WriteFacts extends Signed {
  reckoned: Reckoned
  issue: Reckoned | null
  request: RequestToApply | null
}

/**
 * Writes a transition: one statement, since each part is a row or two and a round trip for each costs more than
 * the rows. No part sees another's; none needs to, and no task is touched by two of them.
 */
export async function writeTransitionRows(
  tx: Querying,
  input: WriteInput,
  dossier: DossierRowAtWrite & Pick<ClockRow, 'dueAt'>,
  facts: WriteFacts,
): Promise<void> {
  const { dossierId, item, change, correction = 0, issue = null } = input
  const { request, mandateId, law } = facts
  const end: End = {
    revision: dossier.revision + (issue === null ? 1 : 2),
    clock: (facts.issue ?? facts.reckoned).clock,
    ending: (issue ?? input).change.ending,
    at: (issue ?? input).item.at,
  }
  const issues = (issue ?? input).change.issues
  const policy = request?.notices ?? null
  const tellings = [input, ...(issue === null ? [] : [{ ...issue, correction: input.correction }])].flatMap(
    (recorded) => tellingsOf(recorded, policy),
  )
  await tx`
    with ${asExpected(tx, input, dossier, request)},
    ${correction === 0 ? dossierMoved(tx, input, end) : correctionMoved(tx, input, end)},
    made as (
      select * from jsonb_to_recordset(${JSON.stringify(madeRows(input, dossier, facts))}::jsonb) as made
        (nth int, key text, item jsonb, result jsonb, ending text, at float8, kind text, actor text, unit text, request uuid, payload jsonb)),
    revisions_kept as (
      insert into dossier_revision (dossier_id, revision, correction, effect_key, item, result, ending, area_id, valid_at)
      select ${dossierId}, (select revision from as_expected) + nth, ${correction}, key, item, result, ending, ${dossier.areaId},
        instant(at) from made
      returning revision, effect_key),
    tasks_closed as (
      update task set closed_at = instant(${item.at}), outcome = closed.outcome, closed_by = ${request?.id ?? item.kind}
      from jsonb_to_recordset(${JSON.stringify(change.closes)}::jsonb) as closed (key text, outcome text)
      where task.dossier_id = ${dossierId} and task.key = closed.key and task.closed_at is null),
    tasks_opened as (
      insert into task (id, dossier_id, correction, key, step, kind, holder, role, tier, power, procedure_code, field, area_id,
        not_by, opened_at, due_at, closed_at, outcome, closed_by)
      select ${`${dossierId}.`} || key, ${dossierId}, ${correction}, key, step, kind, holder, role, tier, power,
        ${dossier.procedureCode}, ${dossier.field}, ${dossier.areaId}, not_by, instant(${item.at}), instant(due),
        instant("closedAt"), outcome, "closedBy"
      from jsonb_to_recordset(${JSON.stringify(openedAndClosed(input, facts.reckoned.dueAt))}::jsonb)
        as opened (key text, step text, kind text, holder text, role text, tier text, power text, not_by text[], due float8,
          "closedAt" float8, outcome text, "closedBy" text)),
    task_late as (
      update task set late_at = instant(${item.at}), escalate_at = instant(${item.at})
      where dossier_id = ${dossierId} and key = ${change.late}),
    task_reassigned as (
      update task set claimed_by = ${change.reassigns?.officer ?? null}, claimed_under = ${mandateId},
        claimed_at = case when ${mandateId}::text is not null then instant(${item.at}) end
      where dossier_id = ${dossierId} and key = ${change.reassigns?.key ?? null}),
    result_issued as (
      insert into result (dossier_id, correction, kind, issued_at)
      select ${dossierId}, ${correction}, ${issues}, instant(${end.at}) where ${issues}::text is not null
      on conflict (dossier_id, correction) do nothing),
    request_applied as (
      update decision_request set status = 'applied', settled_at = clock_timestamp(), law = coalesce(${law}::bigint, law)
      where id = ${request?.id ?? null})
    ${askNotices(tx, { dossierId, tellings, occurrence: end.revision, policy, at: end.at })}
    insert into journal (dossier_id, kind, revision, actor_id, unit_id, request_id, payload, valid_at)
    select ${dossierId}, kind, kept.revision, actor, unit, request, payload, instant(at)
    -- Read from here, the revisions are written first: the lock is then taken before the dossier is changed.
    from revisions_kept kept join made on made.key = kept.effect_key
    -- The trigger numbers the rows in the order in which they come.
    order by kept.revision`
}

/** The dossier, or the correction, after all of a write. */
interface End {
  revision: number
  clock: Clock
  ending: Ending | null
  /** Instant in ms of its last revision. */
  at: number
}

/** What `dossier_revision` and the journal hold of a write, a row for each revision. */
function madeRows(
  input: WriteInput,
  { dueAt: was }: Pick<ClockRow, 'dueAt'>,
  { reckoned, issue, request }: WriteFacts,
): readonly object[] {
  const { correction, item } = input
  const first = {
    ...{ nth: 1, key: item.key, item: keptEvent(item), result: resultOf(reckoned), at: item.at },
    ending: input.change.ending,
    ...{ kind: journalKindOf(item), actor: request?.actorId ?? 'engine', unit: request?.unitId ?? null },
    ...{ request: request?.id ?? null, payload: journalPayload(input, { was, is: reckoned.clock.dueAt }) },
  }
  if (input.issue === undefined || issue === null) return [first]
  const { item: issued, change } = input.issue
  const payload = journalPayload({ item: issued, change, correction }, { was, is: issue.clock.dueAt })
  const second = {
    ...{ nth: 2, key: issued.key, item: issued, result: resultOf(issue), at: issued.at, kind: issued.kind },
    ...{ actor: 'engine', unit: null, request: null, payload, ending: change.ending },
  }
  return [first, second]
}

/** The tasks that a write opens; that of an issue which it holds too is closed from the first. */
function openedAndClosed(input: WriteInput, dueAt: DueTimes): readonly object[] {
  const opened = openedRows(input, dueAt)
  if (input.issue === undefined) return opened
  const { at, task, outcome, kind } = input.issue.item
  return opened.map((row) => (row.key === task ? { ...row, closedAt: at, outcome, closedBy: kind } : row))
}

/**
 * Locks the dossier and then the request, as every write does, where both are as they were read. Where they are not there is no row,
 * and so no revision to keep: the key of `dossier_revision` refuses the null, and the statement writes nothing.
 */
function asExpected(
  tx: Querying,
  { dossierId }: WriteInput,
  { revision, rowVersion }: DossierRowAtWrite,
  request: RequestToApply | null,
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
  { revision, clock, ending, at }: End,
): Fragment {
  return tx`dossier_moved as (
    update dossier set revision = ${revision}, status = ${ending === null ? 'open' : 'closed'},
      clock = coalesce(${clock.state}, clock), clock_from = instant(${clock.from}), paused_at = instant(${clock.pausedAt}),
      paused_working_ms = ${clock.pausedWorkingMs}, due_at = instant(${clock.dueAt}),
      extensions = extensions + ${change.extendBy === null ? 0 : 1}, ending = ${ending},
      ended_at = case when ${ending}::text is null then null else instant(${at}) end,
      -- Who decides before the relay has started it has started it.
      started_at = coalesce(started_at, instant(${item.at})),
      ${setLastDesk(tx, { dossierId, ending })}
    where id = ${dossierId})`
}

/** Of the dossier, which has ended, only the revision goes on: how it ended and kept its time stays as it was. */
function correctionMoved(
  tx: Querying,
  { dossierId, correction = 0 }: WriteInput,
  { revision, ending, at }: End,
): Fragment {
  return tx`dossier_moved as (update dossier set revision = ${revision} where id = ${dossierId}),
    correction_moved as (
      update correction set ending = ${ending},
        ended_at = case when ${ending}::text is null then null else instant(${at}) end
      where dossier_id = ${dossierId} and number = ${correction})`
}

/** What a revision keeps of what was reckoned; `due` is when its dossier is due after it, ms, as `dossier.due_at` is overwritten. */
export function resultOf({
  dueAt,
  event,
  tasks,
  clock,
}: Omit<Reckoned, 'clock'> & { clock: Pick<Clock, 'dueAt'> }): Record<string, unknown> {
  return { dueAt, tasks, due: clock.dueAt, ...(event === null ? {} : { clock: event }) }
}

export function openedRows(
  { change }: Pick<WriteInput, 'change'>,
  dueAt: DueTimes,
): readonly (Record<string, unknown> & { key: string })[] {
  return change.opens.map(({ key, step, kind, holder, desk, notBy }) => ({
    key,
    step,
    kind,
    holder,
    due: dueAt[key] ?? null,
    not_by: notBy ?? null,
    ...desk,
  }))
}

/** The journal names what happened, an event what was requested. */
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
