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

const reassigned = answer.extend({
  left: z.int().describe('Claims of `from` beyond these: send it again under a new key'),
})

export const bulkTaskRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['tasks'], security: bearer, headers: idempotencyHeaders }

    app.post(
      '/tasks/decisions',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...common,
          summary:
            'Decide up to 200 tasks, each on its own; sent again under the same key, only those that failed are retried',
          body: decisions,
          response: { 200: answer, ...problems('forbidden') },
        },
      },
      (request) => decideTasks(deps, callerOf(request), named(request)),
    )

    app.post(
      '/tasks/reassignments',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          ...common,
          summary:
            'Give up to 200 tasks to an officer or back to their desks: those listed, or all of one officer',
          body: reassignments,
          response: {
            200: reassigned,
            ...problems('forbidden'),
          },
        },
      },
      (request) => reassignTasks(deps, callerOf(request), named(request)),
    )
  }

/** What is requested of many tasks under the caller's key. */
interface BulkRequest<Body> {
  key: string
  body: Body
}

const named = <Body>(request: { headers: { 'idempotency-key': string }; body: Body }): BulkRequest<Body> => ({
  key: request.headers['idempotency-key'],
  body: request.body,
})

/**
 * Records every decision, then delivers them. Each has a key of its own, made of the caller's and its number.
 * @throws {DomainError} `invalidInput` for a task that is listed twice
 */
export async function decideTasks(
  deps: RouteDeps,
  caller: Caller,
  { key, body: { items, notices } }: BulkRequest<z.infer<typeof decisions>>,
): Promise<z.infer<typeof answer>> {
  requireOnce(
    items.map(({ task }) => task),
    'items',
  )
  const numbered = items.map(({ task, ...body }, n) => ({ task, body, key: `${key}.${n}` }))
  const recorded = await recordAll(numbered, ({ task, ...one }) =>
    recordDecision(deps, caller, { ...one, taskId: task, notices }),
  )
  return totalled(await awaitOutcomes(deps, recorded))
}

/**
 * Records every reassignment, then delivers them. Each has a key of its own, made of the caller's and its task, not its number:
 * sent again, what has moved is no longer among the claims of `from`.
 * @throws {DomainError} `invalidInput` for a task that is listed twice
 */
export async function reassignTasks(
  deps: RouteDeps,
  caller: Caller,
  { key, body: { tasks, from, officer, notices } }: BulkRequest<z.infer<typeof reassignments>>,
): Promise<z.infer<typeof reassigned>> {
  requireOnce(tasks ?? [], 'tasks')
  const claims = from === undefined ? null : await claimsFrom(deps, caller, from)
  const listed = (claims?.tasks ?? tasks ?? []).map((task) => ({ task, key: `${key}.${task}` }))
  const recorded = await recordAll(listed, ({ task, key }) =>
    recordReassignment(deps, caller, {
      ...{ taskId: task, key, body: { officer } },
      notices: notices ?? 'digest',
    }),
  )
  const answered = totalled(await awaitOutcomes(deps, recorded))
  return { ...answered, left: claims === null ? 0 : claims.total - claims.tasks.length }
}

const claimsFrom = async ({ database, now }: RouteDeps, { unitId }: Caller, officerId: string) =>
  await claimsOf(database.sql, { officerId, root: unitId, limit: mostItems, asOfMs: now() })

function requireOnce(tasks: readonly string[], path: 'items' | 'tasks'): void {
  const again = tasks.findIndex((task, n) => tasks.indexOf(task) !== n)
  if (again < 0) return
  throw wrongField(`/${path}/${again}${path === 'items' ? '/task' : ''}`, 'is listed twice')
}

function totalled(items: readonly ItemAnswer[]): z.infer<typeof answer> {
  const count = (status: ItemAnswer['status']) => items.filter((item) => item.status === status).length
  return { applied: count('applied'), pending: count('pending'), failed: count('failed'), items: [...items] }
}
