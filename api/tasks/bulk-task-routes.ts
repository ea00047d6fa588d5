/** Many tasks in one call: 200 at most, each with its own result. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { claimsOf } from '../../db/tasks/claim.ts'
import { noticePolicies } from '../../domain/dossier/notices.ts'
import { wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { awaitOutcomes, type ItemAnswer, itemAnswer, recordAll } from '../requests/await-outcomes.ts'
import { decision, recordDecision, recordReassignment } from '../requests/task-requests.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, problems, taskParams } from '../server/schemas.ts'

const mostItems = 200
const task = taskParams.shape.id
const notices = z
  .enum(noticePolicies)
  .optional()
  .describe('How people are notified; by the policy of each kind of notice where left out')

const decisions = z.strictObject({
  items: z.array(decision.extend({ task })).min(1).max(mostItems),
  notices,
})

const reassignments = z
  .strictObject({
    tasks: z.array(task).min(1).max(mostItems).optional(),
    from: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Instead of `tasks`: all that this officer has claimed in the units one supervises'),
    officer: z.string().min(1).max(200).nullable().describe('Null gives the tasks back to their desks'),
    notices,
  })
  .refine(({ tasks, from }) => (tasks === undefined) !== (from === undefined), {
    path: ['tasks'],
    message: 'name either `tasks` or `from`',
  })

const answer = z.object({
  applied: z.int(),
  pending: z.int(),
  failed: z.int(),
  items: z.array(itemAnswer).describe('In the order of what was sent'),
})

export const bulkTaskRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, now, verify } = deps
    const common = { tags: ['tasks'], security: bearer, headers: idempotencyHeaders }

    app.post(
      '/tasks/decisions',
      {
        onRequest: allow(verify, 'officer'),
        schema: {
          ...common,
          summary:
            'Decide up to 200 tasks, each on its own; sent again under the same key, only those that failed are retried',
          body: decisions,
          response: { 200: answer, ...problems('forbidden') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { items, notices } = request.body
        requireOnce(
          items.map(({ task }) => task),
          'items',
        )
        const key = request.headers['idempotency-key']
        const numbered = items.map(({ task, ...body }, n) => ({ task, body, key: `${key}.${n}` }))
        const recorded = await recordAll(numbered, ({ task, ...one }) =>
          recordDecision(deps, caller, { ...one, taskId: task, notices }),
        )
        return totalled(await awaitOutcomes(deps, recorded))
      },
    )

    app.post(
      '/tasks/reassignments',
      {
        onRequest: allow(verify, 'supervisor'),
        schema: {
          ...common,
          summary:
            'Give up to 200 tasks to an officer or back to their desks: those listed, or all of one officer',
          body: reassignments,
          response: {
            200: answer.extend({
              left: z.int().describe('Claims of `from` beyond these: send it again under a new key'),
            }),
            ...problems('forbidden'),
          },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { tasks, from, officer, notices } = request.body
        requireOnce(tasks ?? [], 'tasks')
        const found = from === undefined ? null : await claimsFrom(caller, from)
        const key = request.headers['idempotency-key']
        // By task and not by number: sent again, what has moved is no longer among the claims.
        const listed = (found?.tasks ?? tasks ?? []).map((task) => ({ task, key: `${key}.${task}` }))
        const recorded = await recordAll(listed, ({ task, key }) =>
          recordReassignment(deps, caller, {
            ...{ taskId: task, key, body: { officer } },
            notices: notices ?? 'digest',
          }),
        )
        const answered = totalled(await awaitOutcomes(deps, recorded))
        return { ...answered, left: found === null ? 0 : found.total - found.tasks.length }
      },
    )

    const claimsFrom = async ({ unitId }: Caller, officerId: string) =>
      await claimsOf(database.sql, { officerId, root: unitId, limit: mostItems, asOfMs: now() })
  }

function requireOnce(tasks: readonly string[], path: 'items' | 'tasks'): void {
  const again = tasks.findIndex((task, n) => tasks.indexOf(task) !== n)
  if (again < 0) return
  throw wrongField(`/${path}/${again}${path === 'items' ? '/task' : ''}`, 'stands there twice')
}

function totalled(items: readonly ItemAnswer[]): z.infer<typeof answer> {
  const count = (status: ItemAnswer['status']) => items.filter((item) => item.status === status).length
  return { applied: count('applied'), pending: count('pending'), failed: count('failed'), items: [...items] }
}
