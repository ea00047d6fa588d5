import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { claimTask, releaseTask } from '../../db/claim.ts'
import { hasDecided } from '../../db/decision-authority.ts'
import { unitConcerned } from '../../db/read/dossier-head.ts'
import { readTask, type TaskToDo } from '../../db/read/task.ts'
import { type Authority, authority } from '../../db/responsibility.ts'
import { DomainError } from '../../domain/errors.ts'
import { deskOutcomes } from '../../procedures/grammar/plan.ts'
import type { RouteDeps } from '../api-deps.ts'
import { allow, type Caller, callerOf } from '../auth.ts'
import { applied, bearer, idempotencyHeaders, note, problems, taskParams } from '../fields.ts'
import { submit } from '../submit.ts'

const decision = z.strictObject({
  outcome: z.string().min(1).max(50).describe('One of the outcomes that the dossier lists for the task'),
  note: note.describe('Kept apart, for the officers of the dossier'),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe('The revision that was read; refused when it has changed since'),
})

const reassignment = z.strictObject({
  officer: z.string().min(1).max(200).nullable().describe('Null gives the task back to its desk'),
})

const claim = z.object({ task: z.string(), claimedBy: z.string().nullable() })

type Allowed = Extract<Authority, { allowed: true }>

export const taskRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, now, verify } = deps

    app.post(
      '/tasks/:id/decisions',
      {
        onRequest: allow(verify, 'officer'),
        schema: {
          tags: ['tasks'],
          summary:
            'Decide a task; 200 when the decision is applied, 503 with its id when that is not known yet',
          security: bearer,
          headers: idempotencyHeaders,
          params: taskParams,
          body: decision,
          response: { 200: applied, ...problems(...decisionCodes, 'unknownOutcome', 'sameOfficer') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params } = request
        const { outcome, revision, note } = body
        return await submit(deps, {
          caller,
          key: request.headers['idempotency-key'],
          kind: 'decide',
          target: params.id,
          body,
          find: (at) => taskOf(deps, params.id, at),
          judge: async (task, at) => {
            const { mandateId, unitId, actingForId } = await judgeDecision(deps, caller, task, body, at)
            return {
              taskId: task.id,
              revision,
              note,
              actor: { id: caller.id, role: caller.role, unitId, mandateId, actingForId },
              item: (key) => ({ kind: 'decide', key, at, task: task.key, outcome }),
            }
          },
        })
      },
    )

    app.post(
      '/tasks/:id/reassignment',
      {
        onRequest: allow(verify, 'supervisor'),
        schema: {
          tags: ['tasks'],
          summary: 'Give a task to another officer, or back to its desk',
          security: bearer,
          headers: idempotencyHeaders,
          params: taskParams,
          body: reassignment,
          response: { 200: applied, ...problems(...decisionCodes) },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params } = request
        const { id, role, unitId } = caller
        return await submit(deps, {
          caller,
          key: request.headers['idempotency-key'],
          kind: 'reassign',
          target: params.id,
          body,
          find: (at) => taskOf(deps, params.id, at),
          judge: async (task, at) => {
            await judgeReassignment(deps, caller, task, body.officer, at)
            return {
              taskId: task.id,
              actor: { id, role, unitId, mandateId: null, actingForId: null },
              item: (key) => ({ kind: 'reassign', key, at, task: task.key, officer: body.officer }),
            }
          },
        })
      },
    )

    app.post(
      '/tasks/:id/claim',
      {
        onRequest: allow(verify, 'officer'),
        schema: {
          tags: ['tasks'],
          summary: 'Claim a task of one’s own desk; again does no harm',
          security: bearer,
          params: taskParams,
          response: {
            200: claim,
            ...problems(
              'notFound',
              'staleTask',
              'dossierClosed',
              'notCompetent',
              'noMandate',
              'claimedByAnother',
            ),
          },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const at = now()
        const task = await taskOf(deps, request.params.id, at)
        requireOpen(task)
        const { unitId, mandateId } = await authorityOver(deps, caller, task, at)
        const { id: taskId, dossierId } = task
        const mine = await claimTask(database, {
          taskId,
          dossierId,
          officerId: caller.id,
          unitId,
          mandateId,
          at,
        })
        if (!mine) throw new DomainError('claimedByAnother')
        return { task: taskId, claimedBy: caller.id }
      },
    )

    app.delete(
      '/tasks/:id/claim',
      {
        onRequest: allow(verify, 'officer'),
        schema: {
          tags: ['tasks'],
          summary: 'Give a claimed task back to its desk',
          security: bearer,
          params: taskParams,
          response: { 200: claim, ...problems('notFound', 'staleTask', 'dossierClosed', 'claimedByAnother') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const at = now()
        const task = await taskOf(deps, request.params.id, at)
        requireOpen(task)
        const { id: taskId, dossierId } = task
        const { id: officerId, unitId } = caller
        const released = await releaseTask(database, { taskId, dossierId, officerId, unitId, at })
        if (!released && task.claimedBy !== null) throw new DomainError('claimedByAnother')
        return { task: taskId, claimedBy: null }
      },
    )
  }

const decisionCodes = [
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

async function taskOf({ database }: RouteDeps, taskId: string, at: number): Promise<TaskToDo> {
  const task = await readTask(database.sql, taskId, at)
  if (task === null) throw new DomainError('notFound')
  return task
}

function requireOpen(task: TaskToDo): NonNullable<TaskToDo['desk']> {
  if (task.dossierStatus === 'closed') throw new DomainError('dossierClosed')
  if (!task.open || task.desk === null) throw new DomainError('staleTask')
  return task.desk
}

async function authorityOver(deps: RouteDeps, caller: Caller, task: TaskToDo, at: number): Promise<Allowed> {
  const { id: officerId, unitId } = caller
  const by = await authority(deps.database.sql, {
    officerId,
    unitId: unitId ?? undefined,
    task: requireOpen(task),
    asOfMs: at,
  })
  if (by.allowed) return by
  const hint =
    by.responsible === null ? undefined : `The unit responsible for it now is ${by.responsible.unitId}.`
  throw new DomainError(by.code, hint === undefined ? {} : { hint })
}

/** What can be seen before the engine is asked. The write judges authority once more, for the same instant. */
async function judgeDecision(
  deps: RouteDeps,
  caller: Caller,
  task: TaskToDo,
  { outcome, revision }: z.infer<typeof decision>,
  at: number,
): Promise<Allowed> {
  requireOpen(task)
  const [by, decidedBefore] = await Promise.all([
    authorityOver(deps, caller, task, at),
    hasDecided(deps.database.sql, task.dossierId, caller.id, task.step.notBy),
  ])
  if (revision !== undefined && revision !== task.revision) throw new DomainError('staleRevision')
  if (!deskOutcomes(task.step).includes(outcome)) {
    throw new DomainError('unknownOutcome', {
      fields: [{ path: '/outcome', problem: `must be one of: ${deskOutcomes(task.step).join(', ')}` }],
    })
  }
  if (decidedBefore) throw new DomainError('sameOfficer')
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
  const desk = requireOpen(task)
  if (unitId !== null && !(await unitConcerned(sql, { unitId, dossierId: task.dossierId, asOfMs: at }))) {
    throw new DomainError('notCompetent')
  }
  if (officerId === null) return
  const { allowed } = await authority(sql, { officerId, task: desk, asOfMs: at })
  if (!allowed) {
    throw new DomainError('invalidInput', {
      fields: [{ path: '/officer', problem: 'holds no mandate for this task now' }],
    })
  }
}
