import type postgres from 'postgres'
import type { RequestStatusName, Role } from '../../../domain/dossier/dossier.ts'
import type { NoticePolicy } from '../../../domain/dossier/notices.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { Matter } from '../../../domain/territory/matter.ts'
import type { WriteInput } from '../../../procedures/grammar/run/write.ts'
import type { Querying } from '../../database.ts'
import { authorityToSign } from '../../money/authority-to-sign.ts'
import { typedRows } from '../../statement.ts'
import { type Authority, authority, authorityRows } from '../../territory/authority/authority.ts'

/** A row of `decision_request`, with what a write that applies it is judged by. */
export interface RequestToApply {
  id: string
  kind: string
  status: RequestStatusName
  refusal: ErrorCode | null
  taskId: string | null
  actorId: string
  actorRole: string
  actingForId: string | null
  unitId: string | null
  mandateId: string | null
  acceptedAt: number
  /** How people are notified, where not by the policy of the kind of notice. */
  notices: NoticePolicy | null
}

/** Why it is refused, or under which mandate it is. */
type Judged = { refused: ErrorCode } | Signed

/** The mandate that a request stands on, and the last change of reference data it was judged under; null where it needs none. */
export interface Signed {
  mandateId: string | null
  law: number | null
}

export const unsigned: Signed = { mandateId: null, law: null }

/**
 * Why a request may not be applied, or under which mandate it is: that of the officer who decides, or of the one who
 * is given a task. Authority is judged at `acceptedAt`, the legal date of the signature: what was accepted before a
 * cut-over and is applied after it stays valid.
 */
export async function mayDecide(tx: Querying, request: RequestToApply, input: WriteInput): Promise<Judged> {
  if (request.status === 'lapsed') return { refused: 'requestLapsed' }
  if (request.status === 'refused') return { refused: request.refusal ?? 'internal' }
  const acting = actingOn(request, input)
  if (acting === null) return unsigned
  const by = { ...acting, asOfMs: request.acceptedAt, requestId: request.id }
  const found = await authority(tx, by)
  return underMandate(isSignature(input) ? await authorityToSign(tx, found, by) : found)
}

/** `mayDecide` of a pending request, with the answer to `requestAuthority` in hand; null where the form has to be read for it. */
export function mayDecideBy(request: RequestToApply, input: WriteInput, answer: Authority): Judged | null {
  if (actingOn(request, input) === null) return unsigned
  const hasSum = answer.allowed && answer.mandate.upToDong !== null
  return hasSum && isSignature(input) ? null : underMandate(answer)
}

const isSignature = ({ item }: WriteInput): boolean => item.kind === 'decide' && item.outcome === 'signed'

/** The row of `authorityRows` for the officer of a request, as a statement beside others; none where it needs none. */
export function requestAuthority(
  sql: Querying,
  { dossierId, item }: WriteInput,
): postgres.PendingQuery<postgres.Row[]> {
  const given = item.kind === 'reassign'
  const acting = given
    ? {
        officer: sql`${item.officer}::text`,
        unit: sql`null::text`,
        tasks: sql`${[`${dossierId}.${item.task}`]}::text[]`,
      }
    : { officer: sql`pending.actor_id`, unit: sql`pending.unit_id`, tasks: sql`array[pending.task_id]` }
  return sql`
    select held.* from decision_request pending
    cross join lateral (${authorityRows(sql, { ...acting, at: { column: 'pending.accepted_at' }, area: 'then' })}) held
    where pending.id = ${item.key}::uuid`
}

const underMandate = (answer: Authority): Judged =>
  answer.allowed ? { mandateId: answer.mandate.id, law: answer.law } : { refused: answer.code }

/** Whose authority an event needs, and over which task; null where it needs none. */
function actingOn(
  { actorId, unitId, taskId }: RequestToApply,
  { dossierId, item }: WriteInput,
): { officerId: string; unitId: string | null; taskId: string } | null {
  if (item.kind === 'decide' && taskId !== null) return { officerId: actorId, unitId, taskId }
  if (item.kind !== 'reassign' || item.officer === null) return null
  return { officerId: item.officer, unitId: null, taskId: `${dossierId}.${item.task}` }
}

export interface DeskTask extends Matter {
  role: Role
}

/** The desk of a task, or null when it is no desk's. */
export async function deskOf(sql: Querying, taskId: string): Promise<DeskTask | null> {
  const [task] = await typedRows(sql, 'dossier.deskOf')`
    select area_id as "areaId", procedure_code as "procedureCode", field, role, tier, power
    from task where id = ${taskId} and holder = 'desk'`
  return task ?? null
}
