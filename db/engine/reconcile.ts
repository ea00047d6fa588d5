/** What reconcile reads and mends in PostgreSQL. */

import type postgres from 'postgres'
import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import type { DossierState } from '../../procedures/grammar/run/event.ts'
import type { DueTimes } from '../../procedures/grammar/run/write.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** A dossier, or a correction of one, as its workflow should stand. */
export interface Projected extends Run {
  revision: number
  ending: DossierState['ending']
  /** Due instants of the open tasks by key. */
  tasks: DueTimes
}

/**
 * Dossiers and corrections under way whose workflow should run, also one that has written nothing yet. `recent`: written in the
 * last ten minutes, with a task overdue, or started a minute ago and nothing written since.
 */
export async function openDossiers(
  sql: Querying,
  scope: 'recent' | 'all',
  at: number,
): Promise<readonly Projected[]> {
  const recent = sql`
    and (exists (select 1 from dossier_revision r where r.dossier_id = dossier.id and r.recorded_at > instant(${at}) - interval '10 minutes')
      or exists (select 1 from task t where t.dossier_id = dossier.id and t.closed_at is null and t.late_at is null
        and t.due_at < instant(${at}) - interval '1 minute')
      or dossier.status = 'filed' and dossier.started_at < instant(${at}) - interval '1 minute')`
  const wanted = scope === 'recent' ? recent : sql``
  const [dossiers, corrections] = await Promise.all([
    projections(sql, sql`where status <> 'closed' and started_at is not null ${wanted}`),
    correctionProjections(
      sql,
      sql`where correction.ended_at is null and correction.started_at is not null ${wanted}`,
    ),
  ])
  return [...dossiers, ...corrections]
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

/** Of these, those that are no dossier and no correction here. */
export async function unknownRuns(sql: Querying, runs: readonly Run[]): Promise<readonly Run[]> {
  return await typedRows(sql, 'engine.unknownRuns')`
    select given.* from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as given ("dossierId" text, correction int)
    where case given.correction
      when 0 then not exists (select 1 from dossier where dossier.id::text = given."dossierId")
      else not exists (select 1 from correction
        where correction.dossier_id::text = given."dossierId" and correction.number = given.correction) end`
}

/**
 * Filed, or asked for, a while ago, not started and without a message that asks for it: the message was lost and is made again.
 * What waits in the outbox is left to the relay.
 */
export async function requeueStarts(sql: Querying, at: number): Promise<readonly string[]> {
  const waiting = await typedRows(sql, 'engine.requeueStarts')`
    select lost.* from (
      select id as "dossierId", 0 as correction, id::text as key from dossier
      where started_at is null and status <> 'closed' and filed_at < instant(${at}) - interval '10 seconds'
      union all
      select dossier_id, number, dossier_id || '/correction-' || number from correction
      where ended_at is null and started_at is null and asked_at < instant(${at}) - interval '10 seconds') lost
    where not exists (select 1 from outbox where topic = 'startWorkflow' and outbox.key = lost.key and done_at is null)`
  const keyed = waiting.map(({ dossierId, correction }) => ({
    key: dossierWorkflowId(dossierId, correction),
    dossier_id: dossierId,
  }))
  await sql`
    insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
    select 'startWorkflow', key, dossier_id, '{}', instant(${at})
    from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as waiting (key text, dossier_id uuid)
    on conflict (topic, key) do update set done_at = null, next_attempt_at = instant(${at})`
  return waiting.map(({ dossierId }) => dossierId)
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
export async function requeueDecisions(sql: Querying, at: number): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'engine.requeueDecisions')`
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
  kind: string
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

/** Raises these, and clears those of the kind that no longer hold: for whoever has looked at every dossier. */
export async function setAlerts(
  sql: Querying,
  kind: string,
  alerts: readonly NewAlert[],
  at: number,
): Promise<void> {
  await raiseAlerts(sql, alerts, at)
  await sql`
    update alert set cleared_at = instant(${at})
    where kind = ${kind} and cleared_at is null
      and not coalesce(dossier_id::text, '') = any (${alerts.map((alert) => alert.dossierId ?? '')}::text[])`
}

/** Hashes the heads of the chains that moved since the last seal. */
export async function sealJournal(sql: Querying, at: number): Promise<number> {
  const [row] = await typedRows(sql, 'engine.sealJournal')`
    with last as (select coalesce(max(sealed_at), '-infinity') as at from journal_seal),
    moved as (
      select head.dossier_id, head.hash from journal_head head
      where exists (select 1 from journal j, last where j.dossier_id = head.dossier_id and j.seq = head.seq and j.recorded_at > last.at))
    insert into journal_seal (sealed_at, chains, hash)
    select instant(${at}), count(*), sha256(coalesce(string_agg(hash, '' order by dossier_id), '')) from moved
    having count(*) > 0
    returning chains`
  return row?.chains ?? 0
}
