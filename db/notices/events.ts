/** Events on their way to other systems: the journal says what happened, these rows to whom it is still to be delivered. */

import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { typedRows } from '../statement.ts'

export const eventKinds = [
  'dossier.filed',
  'dossier.changed',
  'dossier.closed',
  'dossier.corrected',
  'unit.changed',
] as const
export type EventKind = (typeof eventKinds)[number]

/** What a receiver gets: ids, codes, outcomes and times. Nothing else of the journal is ever copied here. */
export interface EventBody {
  id: string
  type: EventKind
  timestamp: string
  data: Readonly<Record<string, unknown>>
}

export interface DueDelivery {
  subscriptionId: string
  /** A dossier or a reorganisation. */
  subject: string
  seq: number
  attempts: number
  body: EventBody
  url: string
  secretCipher: Uint8Array
  secretKeyId: string
  firstTriedAt: number | null
}

const fanOutAtOnce = 500

/**
 * Writes a delivery for each subscription that wants an event of a dossier, and lets the event go. One process at a time: so an
 * event of a dossier never comes before an earlier one.
 * @returns how many events were taken
 */
export async function fanOut({ sql }: Pick<Database, 'sql'>, at: number): Promise<number> {
  return await transaction(sql, async (tx) => {
    const [turn] = await typedRows(tx, 'notices.fanOutTurn')`
      select pg_try_advisory_xact_lock(hashtext('thong-suot events')) as mine`
    if (turn?.mine !== true) return 0
    const [row] = await typedRows(tx, 'notices.fanOut')`
      with taken as (
        delete from event where id in (select id from event where dossier_id is not null order by id limit ${fanOutAtOnce}) returning *),
      content as (
        select j.dossier_id, j.seq, d.procedure_code, d.field, d.filed_by,
          case when j.kind = 'filed' then 'dossier.filed' when j.payload ->> 'ending' is not null then 'dossier.closed'
            when j.payload ->> 'correctionEnding' = 'issued' then 'dossier.corrected' else 'dossier.changed' end as type,
          jsonb_build_object('dossier', d.id, 'code', d.code, 'procedure', d.procedure_code, 'what', j.kind, 'revision', j.revision,
            'task', j.payload -> 'task', 'outcome', j.payload -> 'outcome', 'opened', coalesce(j.payload -> 'opens', '[]'),
            'closed', coalesce(j.payload -> 'closes', '[]'), 'clock', j.payload -> 'clock', 'ending', j.payload -> 'ending')
            || case when j.payload ? 'correction' then jsonb_build_object('correction', j.payload -> 'correction') else '{}' end as data,
          j.valid_at
        from taken join journal j on j.dossier_id = taken.dossier_id and j.seq = taken.seq join dossier d on d.id = j.dossier_id),
      kept as (
        insert into delivery (subscription_id, dossier_id, seq, body, next_attempt_at)
        select s.id, content.dossier_id, content.seq, jsonb_build_object('id', content.dossier_id || '.' || content.seq, 'type', content.type,
          'timestamp', to_char(content.valid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', content.data), instant(${at})
        from content join subscription s on s.ended_at is null and content.type = any(s.kinds)
          and coalesce(s.procedure_code, content.procedure_code) = content.procedure_code
          -- Internal dossiers are for who names them.
          and (${ofCitizens(tx, 'content')} or s.procedure_code = content.procedure_code or s.field = content.field)
          and coalesce(s.field, content.field) = content.field and (s.filed_by is null or s.filed_by = content.filed_by)
        on conflict do nothing)
      select count(*)::int as taken from taken`
    return row?.taken ?? 0
  })
}

/** Subscriptions with something to deliver now. */
export async function dueSubscriptions(sql: Querying, at: number): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'notices.dueSubscriptions')`
    select s.id from subscription s where s.ended_at is null and s.stopped_at is null and exists (
      select 1 from delivery d where d.subscription_id = s.id and d.delivered_at is null and d.next_attempt_at <= instant(${at}))`
  return rows.map(({ id }) => id)
}

/**
 * Takes what is next of each subject for a subscription: never an event while an earlier one of its subject waits. What
 * is taken is not taken again by any relay before `leaseMs` have passed.
 */
export async function takeDeliveries(
  sql: Querying,
  take: { subscriptionId: string; at: number; limit: number; leaseMs: number },
): Promise<readonly DueDelivery[]> {
  const { subscriptionId, at, limit, leaseMs } = take
  return await typedRows(sql, 'notices.takeDeliveries')`
    with due as (
      select d.subject, d.seq from delivery d
      where d.subscription_id = ${subscriptionId} and d.delivered_at is null and d.next_attempt_at <= instant(${at})
        and not exists (select 1 from delivery earlier where earlier.subscription_id = d.subscription_id
          and earlier.subject = d.subject and earlier.seq < d.seq and earlier.delivered_at is null)
      order by d.next_attempt_at limit ${limit} for update skip locked)
    update delivery d set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, instant(${at})),
      next_attempt_at = instant(${at + leaseMs})
    from due, subscription s
    where d.subscription_id = ${subscriptionId} and d.subject = due.subject and d.seq = due.seq and s.id = d.subscription_id
    returning d.subscription_id as "subscriptionId", d.subject, d.seq::float8, d.attempts, d.body, s.url,
      s.secret_cipher as "secretCipher", s.secret_key_id as "secretKeyId", epoch_ms(d.first_tried_at) as "firstTriedAt"`
}

type Key = Pick<DueDelivery, 'subscriptionId' | 'subject' | 'seq'>

export async function markDelivered(sql: Querying, key: Key, at: number): Promise<void> {
  await sql`
    update delivery set delivered_at = instant(${at}), last_error = null
    where subscription_id = ${key.subscriptionId} and subject = ${key.subject} and seq = ${key.seq}`
}

export async function markUndelivered(
  sql: Querying,
  key: Key,
  { reason, nextAttemptAt }: { reason: string; nextAttemptAt: number },
): Promise<void> {
  await sql`
    update delivery set last_error = ${reason}, next_attempt_at = instant(${nextAttemptAt})
    where subscription_id = ${key.subscriptionId} and subject = ${key.subject} and seq = ${key.seq} and delivered_at is null`
}

/** Nothing was sent: the subscription's secret does not open here. One alert is raised until it is cleared. */
export async function markUnopened(
  { sql }: Pick<Database, 'sql'>,
  key: Key,
  { at, nextAttemptAt }: { at: number; nextAttemptAt: number },
): Promise<void> {
  const message = `The secret of the subscription ${key.subscriptionId} does not open with the keys of a relay, or was not sealed for it; its events wait.`
  await transaction(sql, async (tx) => {
    await markUndelivered(tx, key, { reason: 'secretDoesNotOpen', nextAttemptAt })
    // It was not tried, so the time after which a receiver is given up has not begun.
    await tx`
      update delivery set first_tried_at = null
      where subscription_id = ${key.subscriptionId} and subject = ${key.subject} and seq = ${key.seq}`
    await tx`
      insert into alert (kind, message, remedy, raised_at)
      select 'secretDoesNotOpen', ${message}, 'Restart every relay with the IDENTITY_KEYS of the API, older keys among them.', instant(${at})
      where not exists (select 1 from alert where kind = 'secretDoesNotOpen' and message = ${message} and cleared_at is null)`
  })
}

const stoppedAlert = (id: string) => `Deliveries to the subscription ${id} were given up; its events wait.`

/** Stops a subscription whose receiver has not taken an event for days, and notifies a person; nothing is lost by it. */
export async function stopSubscription(
  { sql }: Pick<Database, 'sql'>,
  id: string,
  at: number,
): Promise<void> {
  await sql`
    with stopped as (
      update subscription set stopped_at = instant(${at}) where id = ${id} and stopped_at is null and ended_at is null returning 1)
    insert into alert (kind, message, remedy, raised_at)
    select 'subscriptionStopped', ${stoppedAlert(id)},
      'Ask who runs the receiver to mend it, then POST /subscriptions/:id/resume; or end it with DELETE /subscriptions/:id.', instant(${at})
    from stopped`
}

/** Tries again at once what waits; false where there is no subscription of this id. */
export async function resumeSubscription(
  { sql }: Pick<Database, 'sql'>,
  id: string,
  at: number,
): Promise<boolean> {
  return await transaction(sql, async (tx) => {
    const resumed = await tx`
      update subscription set stopped_at = null where id = ${id} and ended_at is null returning 1`
    if (resumed.length === 0) return false
    await tx`
      update delivery set first_tried_at = null, attempts = 0, next_attempt_at = instant(${at})
      where subscription_id = ${id} and delivered_at is null`
    await clearAlert(tx, id, at)
    return true
  })
}

/** Ends a subscription: what was not delivered stays as rows and is not delivered any more. */
export async function endSubscription(
  { sql }: Pick<Database, 'sql'>,
  id: string,
  at: number,
): Promise<boolean> {
  return await transaction(sql, async (tx) => {
    const ended = await tx`
      update subscription set ended_at = instant(${at}) where id = ${id} and ended_at is null returning 1`
    if (ended.length > 0) await clearAlert(tx, id, at)
    return ended.length > 0
  })
}

const clearAlert = (tx: Querying, id: string, at: number) => tx`
  update alert set cleared_at = instant(${at})
  where kind = 'subscriptionStopped' and message = ${stoppedAlert(id)} and cleared_at is null`

/** Lets delivered rows go after a week: the journal keeps what happened. */
export async function forgetDelivered({ sql }: Pick<Database, 'sql'>, at: number): Promise<void> {
  await sql`delete from delivery where delivered_at < instant(${at}) - interval '7 days'`
}
