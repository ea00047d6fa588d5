/** Messages committed with what caused them, taken by one relay at a time. */
import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import type { Querying } from '../database.ts'
import { planOfRun } from '../dossier/corrections.ts'

export interface Message {
  id: number
  topic: 'startWorkflow' | 'dueMoved' | 'notice'
  /** Of a start: the id of the workflow. */
  key: string
  dossierId: string
  /** Of a moved date: the correction whose it is; 0 where it is the dossier's own. */
  correction: number
  attempts: number
}

export async function takeMessages(sql: Querying, at: number, limit: number): Promise<readonly Message[]> {
  return await sql<Message[]>`
    with due as (
      select id from outbox where done_at is null and next_attempt_at <= instant(${at})
      order by next_attempt_at limit ${limit} for update skip locked)
    update outbox set attempts = attempts + 1,
      next_attempt_at = instant(${at}) + least(interval '5 seconds', interval '0.5 second' * power(2, least(attempts, 4)))
    from due where outbox.id = due.id
    returning outbox.id::int, topic, key, dossier_id as "dossierId",
      coalesce((payload ->> 'correction')::int, 0) as correction, attempts`
}

export async function markDone(sql: Querying, ids: readonly number[], at: number): Promise<void> {
  await sql`update outbox set done_at = instant(${at}), last_error = null where id = any (${[...ids]}::bigint[])`
}

/** `reason` is an error's class, never its text: texts may quote what was sent. */
export async function markFailed(sql: Querying, ids: readonly number[], reason: string): Promise<void> {
  await sql`update outbox set last_error = ${reason} where id = any (${[...ids]}::bigint[])`
}

export interface ToStart {
  workflowId: string
  dossierId: string
  procedureCode: string
  plan: unknown
  form: Readonly<Record<string, unknown>>
  filedAt: number
  /** Null where it is the dossier's own workflow. */
  correction: { number: number; fromRevision: number } | null
  started: boolean
}

/** What the engine needs to start these workflows. */
export async function workflowsToStart(sql: Querying, runs: readonly Run[]): Promise<readonly ToStart[]> {
  const rows = await sql<Omit<ToStart, 'workflowId'>[]>`
    select dossier.id as "dossierId", dossier.procedure_code as "procedureCode", plan.body as plan, form.body as form,
      epoch_ms(coalesce(correction.asked_at, filed_at)) as "filedAt",
      case when run.correction > 0
        then jsonb_build_object('number', correction.number, 'fromRevision', correction.from_revision) end as correction,
      case run.correction when 0 then dossier.started_at else correction.started_at end is not null as started
    from ${runsOf(sql, runs)}
    join dossier on dossier.id = run."dossierId"
    ${planOfRun(sql, sql`run.correction`)}
    join lateral (select body from dossier_form where dossier_id = dossier.id order by version desc limit 1) form on true`
  return rows.map((row) => ({ ...row, workflowId: dossierWorkflowId(row.dossierId, row.correction?.number) }))
}

/** Dossiers and corrections whose workflow runs, and the messages that asked for it: one statement, for they are one fact. */
export async function markStarted(sql: Querying, runs: readonly Run[], at: number): Promise<void> {
  const keys = runs.map(({ dossierId, correction }) => dossierWorkflowId(dossierId, correction))
  await sql`
    with started as (
      update dossier set started_at = instant(${at}) from ${runsOf(sql, runs)}
      where run.correction = 0 and dossier.id = run."dossierId" and started_at is null),
    corrections_started as (
      update correction set started_at = instant(${at}) from ${runsOf(sql, runs)}
      where correction.dossier_id = run."dossierId" and correction.number = run.correction and started_at is null)
    update outbox set done_at = instant(${at}), last_error = null
    where topic = 'startWorkflow' and key = any (${keys}::text[]) and done_at is null`
}

const runsOf = (sql: Querying, runs: readonly Run[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as run ("dossierId" uuid, correction int)`
