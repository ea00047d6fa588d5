import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { claimTask, releaseTask } from '../../db/tasks/claim.ts'
import { authority } from '../../db/territory/authority.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { mandateKinds } from '../../domain/territory/mandate.ts'
import { allow, callerOf } from '../access/auth.ts'
import { awaitOutcome } from '../requests/await-outcome.ts'
import {
  authoriseTask,
  decision,
  findTask,
  findTaskFor,
  recordDecision,
  recordReassignment,
  requireOpen,
  taskCodes,
} from '../requests/task-requests.ts'
import type { RouteDeps } from '../server/deps.ts'
import { applied, bearer, idempotencyHeaders, problems, taskParams } from '../server/schemas.ts'

const reassignment = z.strictObject({
  officer: z.string().min(1).max(200).nullable().describe('Null gives the task back to its desk'),
})

const claim = z.object({ task: z.string(), claimedBy: z.string().nullable() })

const standing = z.object({
  task: z.string(),
  officer: z.string(),
  allowed: z.boolean(),
  code: z.string().nullable().describe('What a decision would be refused with'),
  because: z
    .string()
    .describe('Vietnamese: unit, mandate, for whom, on what basis; or what stands against it'),
  unit: z.string().nullable().describe('Responsible now'),
  custodian: z.boolean().nullable(),
  mandate: z
    .object({
      id: z.string(),
      kind: z.enum(mandateKinds),
      actingForId: z.string().nullable(),
      basis: z.string(),
    })
    .nullable(),
})

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
          response: { 200: applied, ...problems(...taskCodes, 'unknownOutcome', 'sameOfficer') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params, headers } = request
        const asked = { taskId: params.id, key: headers['idempotency-key'], body }
        return await awaitOutcome(deps, await recordDecision(deps, caller, asked))
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
          response: { 200: applied, ...problems(...taskCodes) },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params, headers } = request
        const asked = { taskId: params.id, key: headers['idempotency-key'], body }
        return await awaitOutcome(deps, await recordReassignment(deps, caller, asked))
      },
    )

    app.post(
      '/tasks/:id/claim',
      {
        onRequest: allow(verify, 'officer'),
        schema: {
          tags: ['tasks'],
          summary: 'Claim a task of one’s own desk; repeating it changes nothing',
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
              'sameOfficer',
              'claimedByAnother',
            ),
          },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const at = now()
        const { task, authority } = await findTaskFor(deps, caller, { taskId: request.params.id, at })
        if (task === null) throw new DomainError('notFound')
        const { unitId, mandate } = authoriseTask(task, authority)
        const { id: taskId, dossierId } = task
        const mine = await claimTask(database, {
          taskId,
          dossierId,
          officerId: caller.id,
          unitId,
          mandateId: mandate.id,
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
        const task = await findTask(deps, request.params.id, at)
        requireOpen(task)
        const { id: taskId, dossierId } = task
        const { id: officerId, unitId } = caller
        const released = await releaseTask(database, { taskId, dossierId, officerId, unitId, at })
        if (!released && task.claimedBy !== null) throw new DomainError('claimedByAnother')
        return { task: taskId, claimedBy: null }
      },
    )

    app.get(
      '/tasks/:id/authority',
      {
        onRequest: allow(verify, 'officer', 'supervisor'),
        schema: {
          tags: ['tasks'],
          summary: 'Whether an officer may decide a task now, and why',
          security: bearer,
          params: taskParams,
          querystring: z.strictObject({
            officer: z
              .string()
              .min(1)
              .max(200)
              .optional()
              .describe('For supervisors; officers ask for themselves'),
          }),
          response: { 200: standing, ...problems('notFound', 'forbidden') },
        },
      },
      async (request) => {
        const { id, role, unitId } = callerOf(request)
        const asked = request.query.officer ?? (role === 'officer' ? id : undefined)
        if (asked === undefined) {
          throw wrongField('/querystring/officer', 'is missing')
        }
        if (role === 'officer' && asked !== id) throw new DomainError('forbidden')
        const at = now()
        const task = await findTask(deps, request.params.id, at)
        const by = await authority(database.sql, {
          officerId: asked,
          unitId: role === 'officer' ? unitId : null,
          taskId: task.open ? task.id : '',
          asOfMs: at,
        })
        return {
          task: task.id,
          officer: asked,
          allowed: by.allowed,
          code: by.allowed ? null : by.code,
          because: by.because,
          unit: by.responsible?.unitId ?? null,
          custodian: by.responsible?.custodian ?? null,
          mandate: by.allowed ? by.mandate : null,
        }
      },
    )
  }
