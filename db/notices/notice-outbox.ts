/** Notices to people: committed with their cause, as ids, and taken from there by one relay at a time. */

import type postgres from 'postgres'
import {
  type NoticeEvent,
  type NoticePolicy,
  noticeEventNames,
  type RecipientKind,
} from '../../domain/dossier/notices.ts'
import type { WriteInput } from '../../procedures/grammar/run/write.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

/** A notice to one person; `officerId` null goes to applicant and representative. */
export interface Telling {
  event: NoticeEvent
  officerId: string | null
  /** Key of the task it is about. */
  task: string | null
}

/** The notices that a transition causes. Pure. */
export function tellingsOf(
  { change, correction }: Pick<WriteInput, 'change' | 'correction'>,
  policy: NoticePolicy | null,
): readonly Telling[] {
  const tellings: Telling[] = []
  const toApplicant = (event: NoticeEvent, task: string | null = null) =>
    tellings.push({ event, officerId: null, task })
  for (const { key, holder } of change.opens) if (holder === 'applicant') toApplicant('supplementAsked', key)
  if (change.extendBy !== null) toApplicant('apology')
  if (change.issues !== null) toApplicant(correction === undefined ? 'resultReady' : 'resultCorrected')
  if (change.ending === 'refused' || change.ending === 'notReceived') {
    toApplicant(correction === undefined ? 'refused' : 'correctionRefused')
  }
  if (change.ending === 'lapsed') toApplicant('lapsed')
  const { key = null, officer = null } = change.reassigns ?? {}
  if (officer !== null) {
    // A policy is given only by a bulk reassignment.
    tellings.push({
      event: policy === null ? 'taskAssigned' : 'tasksReassigned',
      officerId: officer,
      task: key,
    })
  }
  return tellings
}

/**
 * A statement part, `, notices_asked as (insert …)`, for the write that is the cause; empty where there is nothing to
 * tell. `occurrence` tells two events of a kind apart, such as the revision.
 */
export function askNotices(
  sql: Querying,
  asked: {
    dossierId: string
    tellings: readonly Telling[]
    occurrence: string | number
    policy: NoticePolicy | null
    at: number
  },
): postgres.PendingQuery<postgres.Row[]> {
  const { dossierId, tellings, occurrence, policy, at } = asked
  if (tellings.length === 0) return sql``
  return sql`, notices_asked as (
    insert into notice_outbox (key, event, dossier_id, task_id, recipient_kind, recipient_id, policy, status, asked_at,
      next_attempt_at)
    select concat_ws('/', telling.event, ${dossierId}::text, ${String(occurrence)}::text, recipient.id), telling.event, ${dossierId},
      ${`${dossierId}.`} || telling.task, recipient.kind, recipient.id, how.policy,
      case how.policy when 'none' then 'none' else 'waiting' end, instant(${at}), instant(${at})
    from jsonb_to_recordset(${JSON.stringify(tellings)}::jsonb) as telling (event text, "officerId" text, task text)
    cross join lateral (
      select 'officer' as kind, telling."officerId" as id where telling."officerId" is not null
      union
      select 'party', party_id::text from dossier_party
      where telling."officerId" is null and dossier_id = ${dossierId} and role in ('applicant', 'representative')
    ) recipient
    cross join lateral (
      select coalesce(${policy}, (select policy from notice_policy where event = telling.event), 'individual') as policy) how
    on conflict (key) do nothing)`
}

/** A message about to be rendered. Instants in ms. */
export interface WaitingNotice {
  id: number
  key: string
  event: NoticeEvent
  dossierId: string
  taskId: string | null
  recipientKind: RecipientKind
  recipientId: string
  askedAt: number
  attempts: number
}

export const noticeColumns = (sql: Querying) => sql`
  o.id::int, o.key, o.event, o.dossier_id as "dossierId", o.task_id as "taskId", o.recipient_kind as "recipientKind",
  o.recipient_id as "recipientId", epoch_ms(o.asked_at) as "askedAt", o.attempts`

/** Takes what goes out one by one and is of no wave, each for one relay at a time; the next attempt comes later and later. */
export async function takeIndividual(
  sql: Querying,
  at: number,
  limit: number,
): Promise<readonly WaitingNotice[]> {
  return await typedRows(sql, 'notices.takeIndividual')`
    with due as (
      select id from notice_outbox where status = 'waiting' and wave_id is null and policy = 'individual' and next_attempt_at <= instant(${at})
        and ${hasWords(sql)}
      order by next_attempt_at limit ${limit} for update skip locked)
    update notice_outbox o set attempts = attempts + 1, next_attempt_at = ${laterAndLater(sql, at)}
    from due where o.id = due.id returning ${noticeColumns(sql)}`
}

/** Takes all that some recipients are owed from before `until`; what comes later is the next digest's. */
export async function takeDigests(
  sql: Querying,
  { at, until, recipients }: { at: number; until: number; recipients: number },
): Promise<readonly WaitingNotice[]> {
  return await typedRows(sql, 'notices.takeDigests')`
    with owed as (
      select distinct recipient_id from notice_outbox
      where status = 'waiting' and wave_id is null and policy = 'digest' and next_attempt_at <= instant(${at}) and asked_at <= instant(${until})
        and ${hasWords(sql)}
      limit ${recipients}),
    due as (
      select id from notice_outbox join owed using (recipient_id)
      where status = 'waiting' and wave_id is null and policy = 'digest' and next_attempt_at <= instant(${at}) and asked_at <= instant(${until})
        and ${hasWords(sql)}
      for update of notice_outbox skip locked)
    update notice_outbox o set attempts = attempts + 1, next_attempt_at = ${laterAndLater(sql, at)}
    from due where o.id = due.id returning ${noticeColumns(sql)}`
}

/** A notice of an event that only a newer build knows has no words here: it waits for the relay that has them, and keeps none of its batch waiting. */
export const hasWords = (sql: Querying) => sql`event = any (${[...noticeEventNames]}::text[])`

/** The next attempt of a row of `notice_outbox o`. */
export const laterAndLater = (sql: Querying, at: number) =>
  sql`instant(${at}) + least(interval '10 minutes', interval '5 seconds' * power(2, least(o.attempts, 7)))`

/** These went out, under the key of what was sent. */
export async function markNoticesSent(
  sql: Querying,
  sent: readonly { id: number; noticeKey: string }[],
  at: number,
): Promise<void> {
  await sql`
    update notice_outbox o set status = 'sent', sent_at = instant(${at}), notice_key = sent."noticeKey", last_error = null
    from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as sent (id bigint, "noticeKey" text)
    where o.id = sent.id and o.status = 'waiting'`
}

/** `reason` is an error's class and place, never its text: texts may quote what was sent. */
export async function markNoticesFailed(
  sql: Querying,
  ids: readonly number[],
  reason: string,
): Promise<void> {
  await sql`update notice_outbox set last_error = ${reason} where id = any (${[...ids]}::bigint[]) and status = 'waiting'`
}
