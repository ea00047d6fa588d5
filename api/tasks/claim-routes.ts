/** An officer takes a task of the desk, or gives it back. The engine does not know of claims. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { claimTask, releaseTask } from '../../db/tasks/claim.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { authoriseTask, findTask, findTaskFor, requireOpen } from '../requests/task-requests.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, problems, taskParams } from '../server/schemas.ts'

const claim = z.object({ task: z.string(), claimedBy: z.string().nullable() })

export const claimRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['tasks'], security: bearer, params: taskParams }

    app.post(
      '/tasks/:id/claim',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...common,
          summary: 'Claim a task of one’s own desk; repeating it changes nothing',
          response: {
            200: claim,
            ...problems(
              'notFound',
              'staleTask',
              'dossierClosed',
              'notCompetent',
              'noMandate',
              'ownCase',
              'conflictDeclared',
              'sameOfficer',
              'sealNotInForce',
              'claimedByAnother',
            ),
          },
        },
      },
      (request) => claimForCaller(deps, callerOf(request), request.params.id),
    )

    app.delete(
      '/tasks/:id/claim',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...common,
          summary: 'Give a claimed task back to its desk',
          response: { 200: claim, ...problems('notFound', 'staleTask', 'dossierClosed', 'claimedByAnother') },
        },
      },
      (request) => releaseForCaller(deps, callerOf(request), request.params.id),
    )
  }

/** @throws {DomainError} why the caller may not decide the task; `claimedByAnother` */
export async function claimForCaller(
  deps: RouteDeps,
  caller: Caller,
  taskId: string,
): Promise<z.infer<typeof claim>> {
  const at = deps.now()
  const { task, authority } = await findTaskFor(deps, caller, { taskId, at })
  if (task === null) throw new DomainError('notFound')
  const { unitId, mandate } = authoriseTask(task, authority)
  const { id, dossierId } = task
  const [officerId, mandateId] = [caller.id, mandate.id]
  const claimed = await claimTask(deps.database, { taskId: id, dossierId, officerId, unitId, mandateId, at })
  if (claimed.kind === 'closed') throw new DomainError('staleTask')
  if (claimed.kind === 'another') return await refuseAsLater(deps, caller, id, claimed.claimedAt)
  return { task: id, claimedBy: officerId }
}

/**
 * Refuses what lost to the claim of another. Where that is dated later the answer is the one to the same request
 * at that instant: another unit may be responsible by then.
 */
async function refuseAsLater(
  deps: RouteDeps,
  caller: Caller,
  taskId: string,
  at: number | null,
): Promise<never> {
  if (at !== null) {
    const { task, authority } = await findTaskFor(deps, caller, { taskId, at })
    if (task !== null) authoriseTask(task, authority)
  }
  throw new DomainError('claimedByAnother')
}

/** @throws {DomainError} `notFound`, `dossierClosed`, `staleTask`, `claimedByAnother` */
export async function releaseForCaller(
  deps: RouteDeps,
  { id: officerId, unitId }: Caller,
  taskId: string,
): Promise<z.infer<typeof claim>> {
  const at = deps.now()
  const task = await findTask(deps, taskId, at)
  requireOpen(task)
  const { id, dossierId } = task
  const released = await releaseTask(deps.database, { taskId: id, dossierId, officerId, unitId, at })
  if (released.kind === 'closed') throw new DomainError('staleTask')
  if (released.kind === 'another') throw new DomainError('claimedByAnother')
  return { task: id, claimedBy: released.kind === 'held' ? officerId : null }
}
