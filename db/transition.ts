/** The write behind every change of a dossier: one transaction, fenced by the expected revision. */
import type { DueTimes, MissedWrite, WriteAnswer, WriteInput } from '../activities/writes.ts'
import { addDuration, type Calendar, endOfLocalDay, workingMsBetween } from '../domain/calendar.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { OpenedTask } from '../procedures/grammar/advance.ts'
import type { Item } from '../procedures/grammar/item.ts'
import { currentCalendar } from './calendar.ts'
import type { Database, Querying } from './database.ts'
import { type DecisionRow, mayDecide } from './decision-authority.ts'

interface DossierRow {
  revision: number
  procedureCode: string
  field: string
  areaId: string
  clockFrom: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
}

/** Items that stand on a decision request; their key is the request's id. */
const requested: ReadonlySet<Item['kind']> = new Set([
  'decide',
  'supplement',
  'withdraw',
  'reassign',
  'extend',
])

/**
 * Carries out a transition, or says why not. Idempotent by the item's key: a repeated write answers as the
 * first did. Authority is judged here once more, for the instant the request was accepted.
 */
export async function writeTransition(database: Database, input: WriteInput): Promise<WriteAnswer> {
  return await database.sql.begin(async (tx): Promise<WriteAnswer> => {
    const row = await lockDossier(tx, input.dossierId)
    if (row.revision < input.expectedRevision) return { kind: 'ahead', revision: row.revision }
    if (row.revision > input.expectedRevision) return await answerBehind(tx, input)

    const request = requested.has(input.item.kind) ? await lockRequest(tx, input.item.key) : null
    if (request !== null) {
      // Applied at a revision the workflow has long taken up: it renewed its run and forgot the request's id.
      if (request.status === 'applied') return { kind: 'notDue', dueAt: await dueTimes(tx, input.dossierId) }
      const refusal = await mayDecide(tx, request, input)
      if (refusal !== null) return await refuse(tx, input, request, refusal)
    }
    if (input.item.kind === 'due') {
      const dueAt = await dueTimes(tx, input.dossierId)
      const due = dueAt[input.item.task]
      if (due === undefined || due === null || due > input.item.at) return { kind: 'notDue', dueAt }
    }
    const calendar = await currentCalendar(tx, input.item.at)
    const dueAt = dueTimesOf(input, calendar)
    await carryOut(tx, input, row, dueAt, request, calendar)
    return { kind: 'applied', dueAt }
  })
}

/** Writes made since a revision, and the due times as they now stand. */
export async function standingSince(
  sql: Querying,
  dossierId: string,
  revision: number,
): Promise<{ missed: readonly MissedWrite[]; dueAt: DueTimes }> {
  const [missed, dueAt] = await Promise.all([writesSince(sql, dossierId, revision), dueTimes(sql, dossierId)])
  return { missed, dueAt }
}

async function lockDossier(tx: Querying, dossierId: string): Promise<DossierRow> {
  const [row] = await tx<DossierRow[]>`
    select revision, procedure_code as "procedureCode", field, area_id as "areaId", epoch_ms(clock_from) as "clockFrom",
      epoch_ms(paused_at) as "pausedAt", paused_working_ms::float8 as "pausedWorkingMs", epoch_ms(due_at) as "dueAt"
    from dossier where id = ${dossierId} for update`
  if (row === undefined) throw new Error(`dossier ${dossierId} is not in this database; reconcile names it`)
  return row
}

async function answerBehind(tx: Querying, input: WriteInput): Promise<WriteAnswer> {
  const missed = await writesSince(tx, input.dossierId, input.expectedRevision)
  const [first] = missed
  const ours = first !== undefined && missed.length === 1 && first.item.key === input.item.key
  return ours ? { kind: 'applied', dueAt: first.dueAt } : { kind: 'behind', missed }
}

async function writesSince(
  sql: Querying,
  dossierId: string,
  revision: number,
): Promise<readonly MissedWrite[]> {
  return await sql<MissedWrite[]>`
    select item, result -> 'dueAt' as "dueAt" from dossier_revision
    where dossier_id = ${dossierId} and revision > ${revision} order by revision`
}

async function dueTimes(sql: Querying, dossierId: string): Promise<DueTimes> {
  const rows = await sql<{ key: string; dueAt: number | null }[]>`
    select key, epoch_ms(due_at) as "dueAt" from task where dossier_id = ${dossierId} and closed_at is null`
  return Object.fromEntries(rows.map(({ key, dueAt }) => [key, dueAt]))
}

async function lockRequest(tx: Querying, id: string): Promise<DecisionRow> {
  const [row] = await tx<DecisionRow[]>`
    select id, kind, status, refusal, task_id as "taskId", actor_id as "actorId", actor_role as "actorRole",
      acting_for_id as "actingForId", unit_id as "unitId", mandate_id as "mandateId", epoch_ms(accepted_at) as "acceptedAt"
    from decision_request where id = ${id} for update`
  if (row === undefined) throw new Error(`decision request ${id} is not in this database; reconcile names it`)
  return row
}

async function refuse(
  tx: Querying,
  input: WriteInput,
  request: DecisionRow,
  code: ErrorCode,
): Promise<WriteAnswer> {
  // Settled before, by a first try of this write or by the relay: the journal says so already.
  if (request.status !== 'pending') return { kind: 'refused', code }
  await Promise.all([
    tx`update decision_request set status = 'refused', refusal = ${code}, settled_at = clock_timestamp()
       where id = ${request.id} and status = 'pending'`,
    journal(tx, input, request, 'refused', null, { kind: input.item.kind, code }),
  ])
  return { kind: 'refused', code }
}

function dueTimesOf(input: WriteInput, calendar: Calendar): DueTimes {
  const due = ({ holder, within }: OpenedTask): number | null => {
    if (within === null) return null
    const at = addDuration(calendar, input.item.at, within)
    // A citizen has the whole of the last day, not only the hours of the counter.
    return holder === 'applicant' ? endOfLocalDay(at) : at
  }
  return Object.fromEntries(input.change.opens.map((opened) => [opened.key, due(opened)]))
}

async function carryOut(
  tx: Querying,
  input: WriteInput,
  row: DossierRow,
  dueAt: DueTimes,
  request: DecisionRow | null,
  calendar: Calendar,
): Promise<void> {
  const { dossierId, item, change } = input
  const revision = row.revision + 1
  const clock = clockAfter(input, row, calendar)
  const statements: Promise<unknown>[] = [
    tx`
      update dossier set revision = ${revision}, status = ${change.ending === null ? 'open' : 'closed'},
        clock = coalesce(${clock.state}, clock), clock_from = instant(${clock.from}), paused_at = instant(${clock.pausedAt}),
        paused_working_ms = ${clock.pausedWorkingMs}, due_at = instant(${clock.dueAt}),
        extensions = extensions + ${change.extendBy === null ? 0 : 1},
        ending = ${change.ending}, ended_at = case when ${change.ending}::text is null then null else instant(${item.at}) end
      where id = ${dossierId}`,
    tx`
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, valid_at)
      values (${dossierId}, ${revision}, ${item.key}, ${JSON.stringify(item)}::jsonb, ${JSON.stringify({ dueAt })}::jsonb, instant(${item.at}))`,
    journal(tx, input, request, item.kind, revision, journalPayload(input)),
  ]
  if (change.closes.length > 0) statements.push(closeTasks(tx, input, request))
  if (change.opens.length > 0) statements.push(openTasks(tx, input, row, dueAt))
  if (change.late !== null) {
    statements.push(
      tx`update task set late_at = instant(${item.at}) where dossier_id = ${dossierId} and key = ${change.late}`,
    )
  }
  if (change.reassigns !== null) {
    statements.push(tx`
      update task set claimed_by = ${change.reassigns.officer}, claimed_under = null
      where dossier_id = ${dossierId} and key = ${change.reassigns.key}`)
  }
  if (change.issues !== null) {
    statements.push(tx`
      insert into result (dossier_id, kind, issued_at) values (${dossierId}, ${change.issues}, instant(${item.at}))
      on conflict (dossier_id) do nothing`)
  }
  if (request !== null) {
    statements.push(tx`
      update decision_request set status = 'applied', settled_at = clock_timestamp() where id = ${request.id}`)
  }
  await Promise.all(statements)
}

function closeTasks(tx: Querying, input: WriteInput, request: DecisionRow | null): Promise<unknown> {
  const { dossierId, item, change } = input
  const keys = change.closes.map((closed) => closed.key)
  const outcomes = change.closes.map((closed) => closed.outcome)
  return tx`
    update task set closed_at = instant(${item.at}), outcome = closed.outcome, closed_by = ${request?.id ?? item.kind}
    from unnest(${keys}::text[], ${outcomes}::text[]) as closed (key, outcome)
    where task.dossier_id = ${dossierId} and task.key = closed.key and task.closed_at is null`
}

function openTasks(tx: Querying, input: WriteInput, row: DossierRow, dueAt: DueTimes): Promise<unknown> {
  const { dossierId, item, change } = input
  const opened = change.opens.map(({ key, step, kind, holder, desk }) => ({
    key,
    step,
    kind,
    holder,
    due: dueAt[key] ?? null,
    ...desk,
  }))
  return tx`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
    select ${`${dossierId}.`} || key, ${dossierId}, key, step, kind, holder, role, tier, power,
      ${row.procedureCode}, ${row.field}, ${row.areaId}, instant(${item.at}), instant(due)
    from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb)
      as opened (key text, step text, kind text, holder text, role text, tier text, power text, due float8)`
}

interface Clock {
  state: 'running' | 'paused' | 'stopped' | null
  from: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
}

/**
 * The statutory clock after a transition. It starts from zero whenever the dossier is accepted (Điều 19
 * khoản 5, 118/2025/NĐ-CP); a pause adds the working time it took to the due date.
 */
function clockAfter(input: WriteInput, row: DossierRow, calendar: Calendar): Clock {
  const { item, change, total } = input
  const stands: Clock = {
    state: null,
    from: row.clockFrom,
    pausedAt: row.pausedAt,
    pausedWorkingMs: row.pausedWorkingMs,
    dueAt: row.dueAt,
  }
  const extended =
    change.extendBy === null || row.dueAt === null
      ? stands
      : { ...stands, dueAt: addDuration(calendar, row.dueAt, change.extendBy) }
  switch (change.clock) {
    case 'start':
      return {
        state: 'running',
        from: item.at,
        pausedAt: null,
        pausedWorkingMs: 0,
        dueAt: addDuration(calendar, item.at, total),
      }
    case 'pause':
      return { ...extended, state: 'paused', pausedAt: item.at }
    case 'resume': {
      const paused = row.pausedAt === null ? 0 : workingMsBetween(calendar, row.pausedAt, item.at)
      const dueAt =
        row.dueAt === null ? null : addDuration(calendar, row.dueAt, { workingHours: paused / 3_600_000 })
      return {
        ...extended,
        state: 'running',
        pausedAt: null,
        pausedWorkingMs: row.pausedWorkingMs + paused,
        dueAt,
      }
    }
    case 'stop':
      return { ...extended, state: 'stopped', pausedAt: null }
    case null:
      return extended
  }
}

function journalPayload({ item, change }: WriteInput): Record<string, unknown> {
  return {
    task: 'task' in item ? item.task : null,
    outcome: 'outcome' in item ? item.outcome : null,
    opens: change.opens.map((opened) => opened.key),
    closes: change.closes,
    clock: change.clock,
    ending: change.ending,
  }
}

function journal(
  tx: Querying,
  { dossierId, item }: WriteInput,
  request: DecisionRow | null,
  kind: string,
  revision: number | null,
  payload: Record<string, unknown>,
): Promise<unknown> {
  return tx`
    insert into journal (dossier_id, kind, revision, actor_id, unit_id, request_id, payload, valid_at)
    values (${dossierId}, ${kind}, ${revision}, ${request?.actorId ?? 'engine'}, ${request?.unitId ?? null},
      ${request?.id ?? null}, ${JSON.stringify(payload)}::jsonb, instant(${item.at}))`
}
