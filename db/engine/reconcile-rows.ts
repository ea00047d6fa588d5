/** What reconcile reads and mends in PostgreSQL. */

import type postgres from 'postgres'
import type { AlertKind } from '../../domain/alert-kinds.ts'
import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import type { DueTimes } from '../../procedures/grammar/run/write.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** A dossier, or a correction of one, with the state that its workflow should have. */
export interface Projected extends Run {
  revision: number
  ending: DossierState['ending']
  /** Due instants of the open tasks by key. */
  tasks: DueTimes
}

/** Of this many rows is a page of the comparison of all. */
const pageSize = 1_000

/**
 * Dossiers and corrections in progress whose workflow should run, page by page: each page is read when the one before has been used.
 * @param scope `recent`: written in the last ten minutes, or with a task whose time passed a minute ago unnoticed; `all`: every one
 */
export async function* openDossiers(
  sql: Querying,
  scope: 'recent' | 'all',
  at: number,
): AsyncGenerator<readonly Projected[]> {
  if (scope === 'recent') {
    const lately = sql`and dossier.id in (
      select dossier_id from dossier_revision where recorded_at > instant(${at}) - interval '10 minutes'
      union ${overdueRuns(sql, at, sql`dossier_id`)})`
    yield await openProjections(sql, lately)
    yield await openCorrections(sql, lately)
    return
  }
  yield await openCorrections(sql, sql``)
  let page: readonly Projected[] = []
  do {
    const last = page.at(-1)
    // From the last one's filing on by the index, then past it.
    const after =
      last === undefined
        ? sql``
        : sql`and filed_at >= (select filed_at from dossier where id = ${last.dossierId})
            and (filed_at, dossier.id) > (select filed_at, id from dossier where id = ${last.dossierId})`
    page = await openProjections(sql, sql`${after} order by filed_at, dossier.id limit ${pageSize}`)
    yield page
  } while (page.length === pageSize)
}

const openProjections = (sql: Querying, wanted: Fragment) =>
  projections(sql, sql`where status <> 'closed' and started_at is not null ${wanted}`)

const openCorrections = (sql: Querying, wanted: Fragment) =>
  correctionProjections(
    sql,
    sql`where correction.ended_at is null and correction.started_at is not null ${wanted}`,
  )

/** Open tasks whose time passed a minute ago and which nobody has marked late: a timer that did not fire. */
const overdueRuns = (sql: Querying, at: number, columns: Fragment): Fragment => sql`
  select ${columns} from task
  where closed_at is null and late_at is null and due_at < instant(${at}) - interval '1 minute'`

/** Runs that may be wedged: with a task overdue, or a request that has waited for ten seconds. */
export async function suspectRuns(sql: Querying, at: number): Promise<readonly Run[]> {
  return await typedRows(sql, 'engine.suspectRuns')`
    ${overdueRuns(sql, at, sql`dossier_id as "dossierId", correction`)}
      -- What was taken over and waits to be started has no timer yet.
      and exists (select 1 from dossier where id = task.dossier_id and started_at is not null)
    union
    select request.dossier_id, coalesce(task.correction, 0)
    from decision_request request left join task on task.id = request.task_id
    where acknowledged_at is null and accepted_at < instant(${at}) - interval '10 seconds'`
}

export async function projectionOf(sql: Querying, { dossierId, correction }: Run): Promise<Projected | null> {
  const [row] =
    correction === 0
      ? await projections(sql, sql`where dossier.id = ${dossierId}`)
      : await correctionProjections(
          sql,
          sql`where dossier.id = ${dossierId} and correction.number = ${correction}`,
        )
  return row ?? null
}

async function projections(sql: Querying, where: Fragment): Promise<readonly Projected[]> {
  return await typedRows(sql, 'engine.projections')`
    select dossier.id as "dossierId", 0 as correction, revision, ending, coalesce(open.tasks, '{}') as tasks from dossier
    left join lateral (select jsonb_object_agg(key, epoch_ms(due_at)) as tasks from task
      where task.dossier_id = dossier.id and task.correction = 0 and closed_at is null) open on true
    ${where}`
}

async function correctionProjections(sql: Querying, where: Fragment): Promise<readonly Projected[]> {
  return await typedRows(sql, 'engine.correctionProjections')`
    select dossier.id as "dossierId", correction.number as correction, revision, correction.ending,
      coalesce(open.tasks, '{}') as tasks
    from correction join dossier on dossier.id = correction.dossier_id
    left join lateral (select jsonb_object_agg(key, epoch_ms(due_at)) as tasks from task
      where task.dossier_id = dossier.id and task.correction = correction.number and closed_at is null) open on true
    ${where}`
}

/**
 * Of runs whose workflow runs, those that should not: `unknown` here, or `closed` a minute ago or earlier (a workflow needs
 * moments to end after its last write). An id may be any text: what has another form is unknown, and no cast is tried.
 */
export async function strayRuns(
  sql: Querying,
  runs: readonly Run[],
  at: number,
): Promise<readonly (Run & { is: 'unknown' | 'closed' })[]> {
  return await typedRows(sql, 'engine.strayRuns')`
    select given.*, case when dossier.id is null or given.correction > 0 and correction.number is null
      then 'unknown' else 'closed' end as is
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as given ("dossierId" text, correction int)
    left join dossier on dossier.id = case
      when given."dossierId" ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then given."dossierId"::uuid end
    left join correction on correction.dossier_id = dossier.id and correction.number = given.correction
    where dossier.id is null or given.correction > 0 and correction.number is null
      or case given.correction when 0 then dossier.ended_at else correction.ended_at end < instant(${at}) - interval '1 minute'`
}

/**
 * Dossiers and corrections recorded a while ago, not started and without a start message: the message was lost and is made again.
 * What waits in the outbox is left to the relay.
 * @param scope `all` looks at every open dossier; `recent` at those that an index names. No index has `started_at`: each start
 * would write every index of the dossier
 */
export async function requeueStarts(
  sql: Querying,
  scope: 'recent' | 'all',
  at: number,
): Promise<readonly string[]> {
  const lately =
    scope === 'all'
      ? sql``
      : sql`and id in (
          -- The clock of what was filed has not started either: of the open ones those without a due time are few.
          select id from dossier where due_at is null and status <> 'closed'
          -- One that was taken over has its due time from the beginning.
          union all select dossier_id from import_row
          where batch_id in (select id from import_batch where began_at > instant(${at}) - interval '2 days'))`
  const waiting = await typedRows(sql, 'engine.requeueStarts')`
    select lost.* from (
      select id as "dossierId", 0 as correction, id::text as key from dossier
      where started_at is null and status <> 'closed' and filed_at < instant(${at}) - interval '10 seconds' ${lately}
      union all
      select dossier_id, number, dossier_id || '/correction-' || number from correction
      where ended_at is null and started_at is null and asked_at < instant(${at}) - interval '10 seconds') lost
    where not exists (select 1 from outbox where topic = 'startWorkflow' and outbox.key = lost.key and done_at is null)`
  const keyed = waiting.map(({ dossierId, correction }) => ({
    key: dossierWorkflowId(dossierId, correction),
    dossier_id: dossierId,
  }))
  await sql`
    insert into outbox (topic, key, dossier_id, payload, lane, next_attempt_at)
    select 'startWorkflow', key, dossier_id, '{}',
      case when exists (select 1 from import_row where import_row.dossier_id = waiting.dossier_id) then 1 else 0 end, instant(${at})
    from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as waiting (key text, dossier_id uuid)
    on conflict (topic, key) do update set done_at = null, next_attempt_at = instant(${at})`
  return waiting.map(({ dossierId }) => dossierId)
}

/** How many dossiers taken over have waited for their start for more than an hour. */
export async function importsWaitingLong(sql: Querying, at: number): Promise<number> {
  const [row] = await typedRows(sql, 'engine.importsWaitingLong')`
    select count(*)::int as waiting from outbox
    where done_at is null and lane = 1 and recorded_at < instant(${at}) - interval '1 hour'`
  return row?.waiting ?? 0
}

/** Other messages that were not carried in half a minute are made to be due now. */
export async function requeueMessages(sql: Querying, at: number): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'engine.requeueMessages')`
    update outbox set next_attempt_at = instant(${at})
    where done_at is null and topic <> 'startWorkflow' and recorded_at < instant(${at}) - interval '30 seconds'
    returning dossier_id as id`
  return rows.map((row) => row.id)
}

/** Requests without an answer for a minute; the relay should have had one long ago. */
export async function requeueRequests(sql: Querying, at: number): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'engine.requeueRequests')`
    update decision_request set next_attempt_at = instant(${at})
    where acknowledged_at is null and accepted_at < instant(${at}) - interval '1 minute'
    returning dossier_id as id`
  return [...new Set(rows.map((row) => row.id))]
}

/** Steps of the engine itself that have been open for a quarter of an hour: a payout the bank does not settle, as a rule. */
export async function longEngineWork(
  sql: Querying,
  at: number,
): Promise<readonly { dossierId: string; task: string }[]> {
  return await typedRows(sql, 'engine.longEngineWork')`
    select dossier_id as "dossierId", key as task from task
    where closed_at is null and holder = 'engine' and kind = 'payout' and opened_at < instant(${at}) - interval '15 minutes'`
}

export interface NewAlert {
  kind: AlertKind
  /** Null where it is about no dossier. */
  dossierId: string | null
  message: string
  remedy: string
}

/** Raises alerts; one that is raised already stays as it is. */
export async function raiseAlerts(sql: Querying, alerts: readonly NewAlert[], at: number): Promise<void> {
  for (const { kind, dossierId, message, remedy } of alerts) {
    await sql`
      insert into alert (kind, dossier_id, message, remedy, raised_at)
      select ${kind}, ${dossierId}::uuid, ${message}, ${remedy}, instant(${at})
      where not exists (select 1 from alert
        where kind = ${kind} and dossier_id is not distinct from ${dossierId}::uuid and cleared_at is null)
      on conflict (kind, dossier_id) where cleared_at is null do nothing`
  }
}

/** Raises these, and clears those of the kind that no longer hold: only after a look at every dossier. */
export async function setAlerts(
  sql: Querying,
  kind: AlertKind,
  alerts: readonly NewAlert[],
  at: number,
): Promise<void> {
  await raiseAlerts(sql, alerts, at)
  await sql`
    update alert set cleared_at = instant(${at})
    where kind = ${kind} and cleared_at is null
      and not coalesce(dossier_id::text, '') = any (${alerts.map((alert) => alert.dossierId ?? '')}::text[])`
}
