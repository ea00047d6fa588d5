/** Messages committed with what caused them, taken by one relay at a time. */
import type { Querying } from './database.ts'

export interface Message {
  id: number
  topic: 'startWorkflow' | 'dueMoved' | 'notice'
  dossierId: string
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
    returning outbox.id::int, topic, dossier_id as "dossierId", attempts`
}

export async function markDone(sql: Querying, ids: readonly number[], at: number): Promise<void> {
  await sql`update outbox set done_at = instant(${at}), last_error = null where id = any (${[...ids]}::bigint[])`
}

/** `reason` is an error's class, never its text: texts may quote what was sent. */
export async function markFailed(sql: Querying, ids: readonly number[], reason: string): Promise<void> {
  await sql`update outbox set last_error = ${reason} where id = any (${[...ids]}::bigint[])`
}

export interface ToStart {
  dossierId: string
  procedureCode: string
  plan: unknown
  form: Readonly<Record<string, unknown>>
  filedAt: number
  started: boolean
}

/** What the engine needs to start these dossiers. */
export async function dossiersToStart(sql: Querying, ids: readonly string[]): Promise<readonly ToStart[]> {
  return await sql<ToStart[]>`
    select dossier.id as "dossierId", dossier.procedure_code as "procedureCode", plan.body as plan, form.body as form,
      epoch_ms(filed_at) as "filedAt", started_at is not null as started
    from dossier
    join plan on plan.hash = dossier.plan_hash
    join lateral (select body from dossier_form where dossier_id = dossier.id order by version desc limit 1) form on true
    where dossier.id = any (${[...ids]}::uuid[])`
}

/** Dossiers whose workflow runs, and the messages that asked for it: one statement, for they are one fact. */
export async function markStarted(sql: Querying, ids: readonly string[], at: number): Promise<void> {
  await sql`
    with started as (
      update dossier set started_at = instant(${at}) where id = any (${[...ids]}::uuid[]) and started_at is null)
    update outbox set done_at = instant(${at}), last_error = null
    where topic = 'startWorkflow' and key = any (${[...ids]}::text[]) and done_at is null`
}
