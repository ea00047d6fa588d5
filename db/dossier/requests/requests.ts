/** Requests: on disk before they are sent, applied or refused before they are acknowledged. */

import type postgres from 'postgres'
import type { CallerRole, RequestStatusName } from '../../../domain/dossier/dossier.ts'
import type { NoticePolicy } from '../../../domain/dossier/notices.ts'
import { DomainError, type ErrorCode } from '../../../domain/errors.ts'
import {
  type RequestedEvent,
  type RequestKind,
  requestKinds,
} from '../../../procedures/grammar/run/request.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying } from '../../database.ts'
import { wholeEvent } from '../../editions/filed-plan.ts'
import { newId } from '../../new-id.ts'
import { typedRows } from '../../statement.ts'
import type { Filing } from '../filing/file-dossier.ts'

export interface Actor {
  /** Officer, service or applicant: who is named in the journal. */
  id: string
  role: CallerRole
  unitId: string | null
  mandateId: string | null
  actingForId: string | null
}

export interface NewRequest {
  caller: string
  key: string
  bodyHash: Uint8Array
  dossierId: string
  taskId: string | null
  revision: number | null
  actor: Actor
  /** The event without its key, which is the request's id. */
  item: (id: string) => RequestedEvent
  note: string | null
  /** What an applicant adds; it becomes the dossier's in the write that applies the request (trigger `supplement_settled`). */
  supplement?: SupplementContent | null
  /** How people are notified of it; null: by the policy of the kind of notice. */
  notices?: NoticePolicy | null
  /** Legal instant, ms. */
  at: number
  /** The last change of reference data under which authority was judged; null where it needs none. */
  law?: number | null
}

/** `form` is the whole form as it is to be; null leaves it as it is. */
export interface SupplementContent {
  form: Filing['form'] | null
  papers: Filing['papers']
}

export interface RecordedRequest {
  id: string
  dossierId: string
  /** The correction whose workflow it is for; 0 where it is for the dossier's own. */
  correction: number
  kind: RequestKind
  taskId: string | null
  revision: number | null
  item: RequestedEvent
  status: RequestStatusName
  refusal: ErrorCode | null
  acceptedAt: number
  acknowledged: boolean
  /** The workflow of its dossier was started at some time; that of a correction always was before it had a task. */
  started: boolean
  actorId: string
  unitId: string | null
  /** Set by the call that recorded it; a later read does not know what has become of it since. */
  recordedNow?: true
}

const columns = (sql: Querying) => sql`
  id, dossier_id as "dossierId", coalesce((select task.correction from task where task.id = task_id), 0) as correction, kind, task_id as "taskId", revision, ${wholeEvent(sql)} as item, status, refusal,
  epoch_ms(accepted_at) as "acceptedAt", acknowledged_at is not null as acknowledged,
  (select started_at is not null from dossier where dossier.id = dossier_id) as started, actor_id as "actorId", unit_id as "unitId"`

/** How long the caller's own delivery has before the relay sends the request again. */
const relayAfterMs = 3_000
/** A request not applied by then lapses, with a row that says so. */
export const lapseAfterMs = 15 * 60_000

/**
 * Records a request, with what an officer wrote and what an applicant adds: one statement, so that none
 * of it stands without the others. The same key with the same body gives the request recorded first.
 * @throws {DomainError} `keyReused` when the key was used for another body.
 */
export async function recordRequest({ sql }: Database, request: NewRequest): Promise<RecordedRequest> {
  const id = newId()
  const { actor, supplement = null } = request
  const item = request.item(id)
  const form = supplement?.form ?? null
  const [recorded] = await typedRows(sql, 'dossier.recordRequest')`
    with request as (
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, revision, item, actor_id,
        actor_role, acting_for_id, unit_id, mandate_id, form_version, seal_id, notices, accepted_at, law, next_attempt_at)
      values (${id}, ${request.caller}, ${request.key}, ${Buffer.from(request.bodyHash)}, ${request.dossierId}, ${item.kind},
        ${request.taskId}, ${request.revision}, ${JSON.stringify(item)}::jsonb, ${actor.id}, ${actor.role}, ${actor.actingForId},
        ${actor.unitId}, ${actor.mandateId}, ${readVersion(sql, request.dossierId, item)}, ${sealInForce(sql, request, item)}, ${request.notices ?? null}, instant(${request.at}),
        ${request.law ?? null}::bigint, instant(${request.at + relayAfterMs}))
      on conflict (caller, key) do nothing
      returning *),
    noted as (
      insert into note (request_id, body) select id, ${request.note} from request where ${request.note}::text is not null),
    supplemented as (
      insert into pending_supplement (request_id, body, secrets, papers)
      select id, ${form === null ? null : JSON.stringify(form.open)}::jsonb, ${form === null ? null : JSON.stringify(form.secrets)}::jsonb,
        ${JSON.stringify(supplement?.papers ?? [])}::jsonb
      from request where ${supplement !== null})
    select ${columns(sql)} from request`
  if (recorded !== undefined) return { ...recorded, recordedNow: true }
  const earlier = await findRequest(sql, request)
  if (earlier === null)
    throw new Error(`request ${id} is neither recorded nor known under its key; send it again`)
  return earlier
}

/**
 * The version of the form that a signature, or the confirmation of a payout, is based on. Whatever the form says later, what
 * was signed is this version.
 */
function readVersion(
  sql: Querying,
  dossierId: string,
  item: RequestedEvent,
): postgres.PendingQuery<postgres.Row[]> {
  const reads = item.kind === 'decide' && (item.outcome === 'signed' || item.outcome === 'retried')
  return sql`(select max(version) from dossier_form where dossier_id = ${dossierId} and ${reads})`
}

/** The seal under which a signature is given; null where none was entered for the unit. `offset 0`: those of one unit are few. */
function sealInForce(
  sql: Querying,
  { actor, at }: NewRequest,
  item: RequestedEvent,
): postgres.PendingQuery<postgres.Row[]> {
  const signs = item.kind === 'decide' && item.outcome === 'signed'
  return sql`(select of_unit.id from (select id, valid from seal where unit_id = ${actor.unitId} and ${signs} offset 0) of_unit
    where of_unit.valid @> instant(${at}) order by of_unit.id limit 1)`
}

export async function readRequest(sql: Querying, id: string): Promise<RecordedRequest | null> {
  const [row] = await typedRows(
    sql,
    'dossier.readRequest',
  )`select ${columns(sql)} from decision_request where id = ${id}`
  return row ?? null
}

/** Where a dossier, or a correction of it, is in PostgreSQL, to compare with what its workflow says. */
export interface RunRevision {
  revision: number
  closed: boolean
}

export async function readRunRevision(
  sql: Querying,
  { dossierId, correction }: Pick<RecordedRequest, 'dossierId' | 'correction'>,
): Promise<RunRevision | null> {
  const [row] = await typedRows(sql, 'dossier.readRunRevision')`
    select revision, case ${correction}::int when 0 then status = 'closed' else correction.ended_at is not null end as closed
    from dossier left join correction on correction.dossier_id = dossier.id and correction.number = ${correction}
    where id = ${dossierId}`
  return row ?? null
}

/** By what a request is found again: who sent it, under which key, and the hash of what the key was used for. */
export type RequestName = Pick<NewRequest, 'caller' | 'key' | 'bodyHash'>

export interface FoundRequest extends RecordedRequest {
  same: boolean
}

/**
 * The request recorded under a caller's key, to answer a repeated call before anything else is judged.
 * @throws {DomainError} `keyReused` when the key was used for another body
 */
export async function findRequest(sql: Querying, name: RequestName): Promise<RecordedRequest | null> {
  const [row] = await typedRows(sql, 'dossier.findRequest')`${requestRow(sql, name)}`
  return sameRequest(row ?? null)
}

/** `findRequest` as a statement of one row, or none; see `sameRequest`. */
export const requestRow = (
  sql: Querying,
  { caller, key, bodyHash }: RequestName,
): postgres.PendingQuery<postgres.Row[]> => sql`
  select ${columns(sql)}, body_hash = ${Buffer.from(bodyHash)} as same from decision_request
  where caller = ${caller} and key = ${key}`

/** @throws {DomainError} `keyReused` when the key was used for another body */
export function sameRequest(found: FoundRequest | null): RecordedRequest | null {
  if (found !== null && !found.same) throw new DomainError('keyReused', { id: found.id })
  return found
}

/** The engine refused: a request still pending is refused, and the journal has it. */
export async function refuseRequest(
  database: Database,
  request: RecordedRequest,
  code: ErrorCode,
  at: number,
): Promise<void> {
  await transaction(database.sql, async (tx) => {
    const refused = await tx`
      update decision_request set status = 'refused', refusal = ${code}, settled_at = instant(${at}), acknowledged_at = instant(${at})
      where id = ${request.id} and status = 'pending' returning 1`
    if (refused.length > 0) await journalRefusal(tx, request, code, at)
    else await tx`update decision_request set acknowledged_at = instant(${at}) where id = ${request.id}`
  })
}

/** A refused attempt leaves a row, whether or not it became a request. */
export async function journalRefusal(
  sql: Querying,
  attempt: { id: string | null; dossierId: string; kind: string; actorId: string; unitId: string | null },
  code: ErrorCode,
  at: number,
): Promise<void> {
  await sql`
    insert into journal (dossier_id, kind, actor_id, unit_id, request_id, payload, valid_at)
    values (${attempt.dossierId}, 'refused', ${attempt.actorId}, ${attempt.unitId}, ${attempt.id},
      ${JSON.stringify({ kind: attempt.kind, code })}::jsonb, instant(${at}))`
}

/** The engine has answered for these: the relay need not send them again. */
export async function acknowledge(sql: Querying, ids: readonly string[], at: number): Promise<void> {
  await sql`update decision_request set acknowledged_at = instant(${at}) where id = any (${[...ids]}::uuid[]) and acknowledged_at is null`
}

/** Takes requests the engine has not answered for, each for one relay at a time; the next attempt comes later and later. */
export async function takeUnacknowledged(
  sql: Querying,
  at: number,
  limit: number,
): Promise<readonly RecordedRequest[]> {
  return await typedRows(sql, 'dossier.takeUnacknowledged')`
    with due as (
      select id as due_id from decision_request
      where acknowledged_at is null and next_attempt_at <= instant(${at}) and kind = any (${[...requestKinds]}::text[])
      order by next_attempt_at limit ${limit} for update skip locked)
    update decision_request set attempts = attempts + 1,
      next_attempt_at = instant(${at}) + least(interval '30 seconds', interval '1 second' * power(2, least(attempts, 5)))
    from due where id = due_id
    returning ${columns(sql)}`
}

/** Ends requests that waited too long; a lapsed one is never reported as applied, and its row stays. */
export async function lapseOld(database: Database, at: number): Promise<number> {
  return await transaction(database.sql, async (tx) => {
    const lapsed = await typedRows(tx, 'dossier.lapseOld')`
      update decision_request set status = 'lapsed', settled_at = instant(${at}), acknowledged_at = instant(${at})
      where status = 'pending' and acknowledged_at is null and accepted_at < instant(${at - lapseAfterMs})
      returning id, dossier_id as "dossierId", kind, actor_id as "actorId", unit_id as "unitId"`
    for (const row of lapsed) await journalRefusal(tx, row, 'requestLapsed', at)
    return lapsed.length
  })
}
