/** Requests of a task, one at a time or many: found, authorised and recorded for one caller. */
import { z } from 'zod'
import { unitHasAccess } from '../../db/dossier/dossier-head.ts'
import {
  type Actor,
  type RecordedRequest,
  type RequestName,
  recordRequest,
} from '../../db/dossier/requests/requests.ts'
import { authorityToSign } from '../../db/money/authority-to-sign.ts'
import { readTask, type TaskToDo } from '../../db/tasks/task.ts'
import { readTaskAtDoor } from '../../db/tasks/task-at-door.ts'
import { type Authority, authority, type MandateHeld } from '../../db/territory/authority/authority.ts'
import type { NoticePolicy } from '../../domain/dossier/notices.ts'
import { DomainError, type ErrorCode, wrongField } from '../../domain/errors.ts'
import { deskOutcomes } from '../../procedures/grammar/plan/plan.ts'
import type { Caller } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { note } from '../server/schemas.ts'
import { judgeReorganisationForm } from './judge-reorganisation-form.ts'
import { findRecorded, requestName, throwRefusal } from './request-name.ts'

export const decision = z.strictObject({
  outcome: z.string().min(1).max(50).describe('One of the outcomes that the dossier lists for the task'),
  note: note.describe('Kept apart, for the officers of the dossier'),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe('The revision that was read; refused when it has changed since'),
})
export type Decision = z.infer<typeof decision>

/** What is requested of one task. */
export interface TaskRequest<Body> {
  taskId: string
  key: string
  body: Body
  /** How people are notified, where not by the policy of the kind of notice. */
  notices?: NoticePolicy | null
}

type Allowed = Extract<Authority, { allowed: true }>

/** What a task may be refused with, decided or given away. */
export const taskCodes = [
  'notFound',
  'keyReused',
  'dossierClosed',
  'staleTask',
  'staleRevision',
  'notCompetent',
  'noMandate',
  'claimedByAnother',
  'requestLapsed',
  'notYetApplied',
  'tooManyPending',
  'engineUnavailable',
] as const

/**
 * The first half of a decision: find → authorise → record. The same key with the same body gives the request recorded first.
 * @throws {DomainError} why it is refused; the journal has it
 */
export async function recordDecision(
  deps: RouteDeps,
  caller: Caller,
  { taskId, key, body, notices = null }: TaskRequest<Decision>,
): Promise<RecordedRequest> {
  const name = requestName(caller, key, { kind: 'decide', target: taskId, body })
  const at = deps.now()
  const { earlier, task, authority } = await findTaskFor(deps, caller, { taskId, at, name })
  if (earlier !== null) return earlier
  if (task === null) throw new DomainError('notFound')
  const { outcome, revision = null, note = null } = body
  const { mandate, unitId, law } = await authoriseDecision(deps, caller, {
    ...{ task, authority, body, at },
  }).catch((error: unknown) =>
    throwRefusal(deps, caller, { dossierId: task.dossierId, kind: 'decide', at }, error),
  )
  return await recordRequest(deps.database, {
    ...name,
    dossierId: task.dossierId,
    taskId: task.id,
    revision,
    note,
    notices,
    actor: signing(caller, mandate, unitId),
    item: (id) => ({ kind: 'decide', key: id, at, task: task.key, outcome }),
    at,
    law,
  })
}

/**
 * The first half of a reassignment: find → authorise → record.
 * @throws {DomainError} why it is refused; the journal has it
 */
export async function recordReassignment(
  deps: RouteDeps,
  caller: Caller,
  { taskId, key, body, notices = null }: TaskRequest<{ officer: string | null }>,
): Promise<RecordedRequest> {
  const name = requestName(caller, key, { kind: 'reassign', target: taskId, body })
  const earlier = await findRecorded(deps, name)
  if (earlier !== null) return earlier
  const at = deps.now()
  const task = await findTask(deps, taskId, at)
  const { officer } = body
  await authoriseReassignment(deps, caller, task, officer, at).catch((error: unknown) =>
    throwRefusal(deps, caller, { dossierId: task.dossierId, kind: 'reassign', at }, error),
  )
  const { id, role, unitId } = caller
  return await recordRequest(deps.database, {
    ...name,
    dossierId: task.dossierId,
    taskId: task.id,
    revision: null,
    note: null,
    notices,
    actor: { id, role, unitId, mandateId: null, actingForId: null },
    item: (item) => ({ kind: 'reassign', key: item, at, task: task.key, officer }),
    at,
  })
}

const signing = ({ id, role }: Caller, mandate: MandateHeld, unitId: string): Actor => ({
  ...{ id, role, unitId, mandateId: mandate.id, actingForId: mandate.actingForId },
})

/** @throws {DomainError} `notFound` */
export async function findTask({ database }: RouteDeps, taskId: string, at: number): Promise<TaskToDo> {
  const task = await readTask(database.sql, taskId, at)
  if (task === null) throw new DomainError('notFound')
  return task
}

/** The task, whether the caller may decide it, and what the caller asked before under the name; in one statement. */
export async function findTaskFor(
  { database }: RouteDeps,
  { id: officerId, unitId }: Caller,
  { taskId, at, name = null }: { taskId: string; at: number; name?: RequestName | null },
): ReturnType<typeof readTaskAtDoor> {
  return await readTaskAtDoor(database.sql, taskId, { by: { officerId, unitId, asOfMs: at }, name })
}

export function requireOpen(task: TaskToDo): void {
  if (task.dossierStatus === 'closed') throw new DomainError('dossierClosed')
  if (!task.open || task.desk === null) throw new DomainError('staleTask')
}

const namesNobody: ReadonlySet<ErrorCode> = new Set([
  'sealNotInForce',
  'sumExceeded',
  'ownCase',
  'conflictDeclared',
])

/** @throws {DomainError} why the caller may not decide the task */
export function authoriseTask(task: TaskToDo, by: Authority): Allowed {
  requireOpen(task)
  if (by.allowed) return by
  const { code, responsible } = by
  // The words may name an officer; an error names units alone.
  const hint =
    responsible === null ? {} : { hint: `The unit responsible for it now is ${responsible.unitId}.` }
  // These words name units and roles alone, the successors among them, or sums.
  if (namesNobody.has(code)) throw new DomainError(code, { hint: by.because })
  throw new DomainError(code, code === 'sameOfficer' ? {} : hint)
}

/** What can be seen before the engine is asked. The write judges authority again, for the same instant. */
async function authoriseDecision(
  deps: RouteDeps,
  caller: Caller,
  asked: { task: TaskToDo; authority: Authority; body: Decision; at: number },
): Promise<Allowed> {
  const { task, authority, at } = asked
  const { outcome, revision } = asked.body
  const by = authoriseTask(task, authority)
  if (revision !== undefined && revision !== task.revision) throw new DomainError('staleRevision')
  if (!deskOutcomes(task.step).includes(outcome)) {
    throw new DomainError('unknownOutcome', {
      fields: [{ path: '/outcome', problem: `must be one of: ${deskOutcomes(task.step).join(', ')}` }],
    })
  }
  if (task.claimedBy !== null && task.claimedBy !== caller.id) throw new DomainError('claimedByAnother')
  await judgeReorganisationForm(deps, task, { outcome, at })
  if (outcome !== 'signed') return by
  const signing = { taskId: task.id, requestId: null, asOfMs: at }
  return authoriseTask(task, await authorityToSign(deps.database.sql, authority, signing))
}

async function authoriseReassignment(
  deps: RouteDeps,
  { unitId }: Caller,
  task: TaskToDo,
  officerId: string | null,
  at: number,
): Promise<void> {
  const { sql } = deps.database
  requireOpen(task)
  if (unitId !== null && !(await unitHasAccess(sql, { unitId, dossierId: task.dossierId, asOfMs: at }))) {
    throw new DomainError('notCompetent')
  }
  if (officerId === null) return
  const answer = await authority(sql, { officerId, taskId: task.id, asOfMs: at })
  if (answer.allowed) return
  const apart: ReadonlySet<ErrorCode> = new Set(['ownCase', 'conflictDeclared', 'sameOfficer'])
  throw wrongField(
    '/officer',
    apart.has(answer.code) ? `is kept from this task: ${answer.code}` : 'holds no mandate for this task now',
  )
}
