/** Messages committed with what caused them, taken by one relay at a time. */

import { dossierWorkflowId, type Run } from '../../domain/dossier/workflow-id.ts'
import { type OutboxTopic, outboxTopics } from '../../domain/operation.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

export interface Message {
  id: number
  topic: OutboxTopic
  /** Of a start: the id of the workflow. */
  key: string
  dossierId: string
  /** Of a moved date: the correction whose it is; 0 where it is the dossier's own. */
  correction: number
  attempts: number
}

/** What was taken over from other systems waits in `imports`, so that nothing of today waits behind it. */
export const lanes = { today: 0, imports: 1 } as const
export type Lane = (typeof lanes)[keyof typeof lanes]

/** So long a start is left to a decision that was recorded first, and starts the workflow itself: longer than its delivery may take. */
const leftToDecisionMs = 10_000

/**
 * Takes what is due, of these topics, or of all that this build knows: while processes are exchanged one by one, a newer one writes others, and its relay
 * carries them. The start of a dossier that is being decided stays: made at the same time by both, one is for the engine to refuse.
 */
export async function takeMessages(
  sql: Querying,
  at: number,
  limit: number,
  { lane = lanes.today, topics = outboxTopics }: { lane?: Lane; topics?: readonly OutboxTopic[] } = {},
): Promise<readonly Message[]> {
  return await typedRows(sql, 'engine.takeMessages')`
    with due as (
      select id from outbox where done_at is null and lane = ${lane}::int and next_attempt_at <= instant(${at})
        and topic = any (${[...topics]}::text[])
        and (topic <> 'startWorkflow' or key <> dossier_id::text or not exists (
          select from decision_request deciding where deciding.dossier_id = outbox.dossier_id and deciding.status = 'pending'
            and deciding.accepted_at > instant(${at - leftToDecisionMs})))
      order by next_attempt_at limit ${limit} for update skip locked)
    update outbox set attempts = attempts + 1,
      next_attempt_at = instant(${at}) + least(interval '5 seconds', interval '0.5 second' * power(2, least(attempts, 4)))
    from due where outbox.id = due.id
    returning outbox.id::int, topic, key, dossier_id as "dossierId",
      coalesce((payload ->> 'correction')::int, 0) as correction, attempts`
}

/** Whether a message of today waits for this relay. */
export async function todayWaits(sql: Querying, at: number): Promise<boolean> {
  const [row] = await typedRows(sql, 'engine.todayWaits')`
    select exists (
      select 1 from outbox where done_at is null and lane = ${lanes.today}::int and next_attempt_at <= instant(${at})
        and topic = any (${[...outboxTopics]}::text[])) as waits`
  return row?.waits ?? false
}

export async function markDone(sql: Querying, ids: readonly number[], at: number): Promise<void> {
  await sql`update outbox set done_at = instant(${at}), last_error = null where id = any (${[...ids]}::bigint[])`
}

/** `reason` is an error's class, never its text: texts may quote what was sent. */
export async function markFailed(sql: Querying, ids: readonly number[], reason: string): Promise<void> {
  await sql`update outbox set last_error = ${reason} where id = any (${[...ids]}::bigint[])`
}

/** Dossiers and corrections whose workflow runs, and the messages that requested it: one statement, for they are one fact. */
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
