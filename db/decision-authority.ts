import type { WriteInput } from '../activities/writes.ts'
import type { Role } from '../domain/dossier.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { Querying } from './database.ts'
import { authority, type Matter } from './responsibility.ts'

export interface DecisionRow {
  id: string
  kind: string
  status: 'pending' | 'applied' | 'refused' | 'lapsed'
  refusal: ErrorCode | null
  taskId: string | null
  actorId: string
  actorRole: string
  actingForId: string | null
  unitId: string | null
  mandateId: string | null
  acceptedAt: number
  /** The desk of the task it decides; null where it decides none. */
  desk: DeskTask | null
}

/**
 * Why a request may not be applied, or null. Authority is judged at `acceptedAt`, the legal date of the
 * signature: what was accepted before a cut-over and is applied after it stays valid.
 */
export async function mayDecide(
  tx: Querying,
  request: DecisionRow,
  input: WriteInput,
): Promise<ErrorCode | null> {
  if (request.status === 'lapsed') return 'requestLapsed'
  if (request.status === 'refused') return request.refusal ?? 'internal'
  if (request.kind !== 'decide' || request.taskId === null) return null
  if (request.desk === null) return 'staleTask'
  const [answer, repeated] = await Promise.all([
    authority(tx, {
      officerId: request.actorId,
      unitId: request.unitId ?? undefined,
      task: request.desk,
      asOfMs: request.acceptedAt,
    }),
    hasDecided(tx, input.dossierId, request.actorId, input.notBy),
  ])
  if (!answer.allowed) return answer.code
  return repeated ? 'sameOfficer' : null
}

export interface DeskTask extends Matter {
  role: Role
}

/** The desk of a task, or null when it is no desk's. */
export async function deskOf(sql: Querying, taskId: string): Promise<DeskTask | null> {
  const [task] = await sql<DeskTask[]>`
    select area_id as "areaId", procedure_code as "procedureCode", field, role, tier, power
    from task where id = ${taskId} and holder = 'desk'`
  return task ?? null
}

/** Whether the officer decided one of these steps of the dossier before: duties are separated. */
export async function hasDecided(
  sql: Querying,
  dossierId: string,
  officerId: string,
  steps: readonly string[],
): Promise<boolean> {
  if (steps.length === 0) return false
  const [found] = await sql`
    select 1 from task
    join decision_request on decision_request.id::text = task.closed_by and decision_request.actor_id = ${officerId}
    where task.dossier_id = ${dossierId} and task.step = any (${[...steps]}::text[]) limit 1`
  return found !== undefined
}
