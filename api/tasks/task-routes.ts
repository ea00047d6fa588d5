/** Requests of one task: a decision, and a reassignment. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { type Applied, awaitOutcome } from '../requests/await-outcome.ts'
import {
  type Decision,
  decision,
  recordDecision,
  recordReassignment,
  type TaskRequest,
  taskCodes,
} from '../requests/task-requests.ts'
import type { RouteDeps } from '../server/deps.ts'
import { applied, bearer, idempotencyHeaders, problems, taskParams } from '../server/schemas.ts'

const reassignment = z.strictObject({
  officer: z.string().min(1).max(200).nullable().describe('Null gives the task back to its desk'),
})

export const taskRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = {
      tags: ['tasks'],
      security: bearer,
      headers: idempotencyHeaders,
      params: taskParams,
    }

    app.post(
      '/tasks/:id/decisions',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...common,
          summary:
            'Decide a task; 200 when the decision is applied, 503 with its id when that is not known yet',
          body: decision,
          response: {
            200: applied,
            ...problems(
              ...taskCodes,
              'unknownOutcome',
              'ownCase',
              'conflictDeclared',
              'sameOfficer',
              'sealNotInForce',
              'sumExceeded',
              'reorganisationImpossible',
            ),
          },
        },
      },
      (request) => decideTask(deps, callerOf(request), { ...named(request), body: request.body }),
    )

    app.post(
      '/tasks/:id/reassignment',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          ...common,
          summary: 'Give a task to another officer, or back to its desk',
          body: reassignment,
          response: { 200: applied, ...problems(...taskCodes) },
        },
      },
      (request) => reassignTask(deps, callerOf(request), { ...named(request), body: request.body }),
    )
  }

const named = (request: { params: { id: string }; headers: { 'idempotency-key': string } }) => ({
  taskId: request.params.id,
  key: request.headers['idempotency-key'],
})

/** @throws {DomainError} why it is refused, or why its outcome is not known yet */
export async function decideTask(
  deps: RouteDeps,
  caller: Caller,
  decided: TaskRequest<Decision>,
): Promise<Applied> {
  return await awaitOutcome(deps, await recordDecision(deps, caller, decided))
}

/** @throws {DomainError} why it is refused, or why its outcome is not known yet */
export async function reassignTask(
  deps: RouteDeps,
  caller: Caller,
  reassigned: TaskRequest<z.infer<typeof reassignment>>,
): Promise<Applied> {
  return await awaitOutcome(deps, await recordReassignment(deps, caller, reassigned))
}
