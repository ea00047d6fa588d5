import type { RequestStatusName } from '../../../domain/dossier/dossier.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { RequestKind } from '../../../procedures/grammar/run/request.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { type Signature, signatureFor } from '../signature.ts'

/** The revision that a request made, or null where it has made none. */
export async function readApplied(
  sql: Querying,
  dossierId: string,
  requestId: string,
): Promise<number | null> {
  const [row] = await typedRows(sql, 'dossier.readApplied')`
    select revision from dossier_revision where dossier_id = ${dossierId} and effect_key = ${requestId}`
  return row?.revision ?? null
}

export interface RequestStatus {
  id: string
  dossierId: string
  kind: RequestKind
  taskId: string | null
  outcome: string | null
  status: RequestStatusName
  refusal: ErrorCode | null
  caller: string
  actorId: string
  unitId: string | null
  acceptedAt: number
  settledAt: number | null
  revision: number | null
  /** Null where no officer signed. */
  signed: Signature | null
}

export async function readRequestStatus(sql: Querying, id: string): Promise<RequestStatus | null> {
  const [row] = await typedRows(sql, 'dossier.readRequestStatus')`
    select request.id, request.dossier_id as "dossierId", kind, task_id as "taskId", request.item ->> 'outcome' as outcome,
      status, refusal, caller, actor_id as "actorId", unit_id as "unitId", epoch_ms(accepted_at) as "acceptedAt",
      epoch_ms(settled_at) as "settledAt", made.revision, signature.signed
    from decision_request request
    ${signatureFor(sql, 'request')}
    left join dossier_revision made on made.dossier_id = request.dossier_id and made.effect_key = request.id::text
    where request.id = ${id}`
  return row ?? null
}
