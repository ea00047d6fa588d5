/** What is asked of a task, one at a time or many: judged for one caller before it is recorded. */
import { z } from 'zod'
import { unitConcerned } from '../../db/dossier/dossier-head.ts'
import type { Actor } from '../../db/dossier/requests.ts'
import { readTask, type TaskToDo } from '../../db/tasks/task.ts'
import { type Authority, authority, type MandateHeld } from '../../db/territory/authority.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { deskOutcomes } from '../../procedures/grammar/plan/plan.ts'
import type { Caller } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { note } from '../server/schemas.ts'
import type { Asked } from './submit-request.ts'

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

export function decisionAsked(
  deps: RouteDeps,
  caller: Caller,
  { taskId, key, body }: { taskId: string; key: string; body: Decision },
): Asked<TaskToDo> {
  const { outcome, revision, note } = body
  return {
    caller,
    key,
    kind: 'decide',
    target: taskId,
    body,
    find: (at) => taskOf(deps, taskId, at),
    judge: async (task, at) => {
      const { mandate, unitId } = await judgeDecision(deps, caller, task, body, at)
      return {
        taskId: task.id,
        revision,
        note,
        actor: signing(caller, mandate, unitId),
        item: (id) => ({ kind: 'decide', key: id, at, task: task.key, outcome }),
      }
    },
  }
}

export function reassignmentAsked(
  deps: RouteDeps,
  caller: Caller,
  { taskId, key, officer }: { taskId: string; key: string; officer: string | null },
): Asked<TaskToDo> {
  const { id, role, unitId } = caller
  return {
    caller,
    key,
    kind: 'reassign',
    target: taskId,
    body: { officer },
    find: (at) => taskOf(deps, taskId, at),
    judge: async (task, at) => {
      await judgeReassignment(deps, caller, task, officer, at)
      return {
        taskId: task.id,
        actor: { id, role, unitId, mandateId: null, actingForId: null },
        item: (item) => ({ kind: 'reassign', key: item, at, task: task.key, officer }),
      }
    },
  }
}

const signing = ({ id, role }: Caller, mandate: MandateHeld, unitId: string): Actor => ({
  ...{ id, role, unitId, mandateId: mandate.id, actingForId: mandate.actingForId },
})

export async function taskOf({ database }: RouteDeps, taskId: string, at: number): Promise<TaskToDo> {
  const task = await readTask(database.sql, taskId, at)
  if (task === null) throw new DomainError('notFound')
  return task
}

export function requireOpen(task: TaskToDo): void {
  if (task.dossierStatus === 'closed') throw new DomainError('dossierClosed')
  if (!task.open || task.desk === null) throw new DomainError('staleTask')
}

export async function authorityOver(
  deps: RouteDeps,
  caller: Caller,
  task: TaskToDo,
  at: number,
): Promise<Allowed> {
  requireOpen(task)
  const { id: officerId, unitId } = caller
  const by = await authority(deps.database.sql, { officerId, unitId, taskId: task.id, asOfMs: at })
  if (by.allowed) return by
  const { code, responsible } = by
  // The words may name an officer; an error names units alone.
  const hint =
    responsible === null ? {} : { hint: `The unit responsible for it now is ${responsible.unitId}.` }
  throw new DomainError(code, code === 'sameOfficer' ? {} : hint)
}

/** What can be seen before the engine is asked. The write judges authority once more, for the same instant. */
async function judgeDecision(
  deps: RouteDeps,
  caller: Caller,
  task: TaskToDo,
  { outcome, revision }: Decision,
  at: number,
): Promise<Allowed> {
  const by = await authorityOver(deps, caller, task, at)
  if (revision !== undefined && revision !== task.revision) throw new DomainError('staleRevision')
  if (!deskOutcomes(task.step).includes(outcome)) {
    throw new DomainError('unknownOutcome', {
      fields: [{ path: '/outcome', problem: `must be one of: ${deskOutcomes(task.step).join(', ')}` }],
    })
  }
  if (task.claimedBy !== null && task.claimedBy !== caller.id) throw new DomainError('claimedByAnother')
  return by
}

async function judgeReassignment(
  deps: RouteDeps,
  { unitId }: Caller,
  task: TaskToDo,
  officerId: string | null,
  at: number,
): Promise<void> {
  const { sql } = deps.database
  requireOpen(task)
  if (unitId !== null && !(await unitConcerned(sql, { unitId, dossierId: task.dossierId, asOfMs: at }))) {
    throw new DomainError('notCompetent')
  }
  if (officerId === null) return
  const { allowed } = await authority(sql, { officerId, taskId: task.id, asOfMs: at })
  if (!allowed) {
    throw wrongField('/officer', 'holds no mandate for this task now')
  }
}
