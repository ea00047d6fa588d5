/** An officer declares a conflict of interest in a dossier, and has no part in it from then on. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { declareConflict } from '../../db/dossier/conflict-of-interest.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, line, problems } from '../server/schemas.ts'

const declaration = z.strictObject({
  reason: line(500).describe('Kept apart, for the superior who looks into it'),
})

const declared = z
  .object({
    dossier: z.uuid(),
    officer: z.string(),
    declaredAt: instant.describe('From then on the officer is refused on each task of the dossier'),
    released: z.array(z.string()).describe('Tasks that the officer had claimed, at their desks again'),
  })
  .meta({ id: 'ConflictOfInterest' })

export const conflictRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers/:id/conflicts-of-interest',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'Declare one’s own conflict of interest in a dossier; repeating it changes nothing',
          security: bearer,
          params: dossierParams,
          body: declaration,
          response: { 200: declared, ...problems('notFound', 'forbidden', 'notCompetent') },
        },
      },
      (request) => declareOwnConflict(deps, callerOf(request), { id: request.params.id, body: request.body }),
    )
  }

/**
 * The officer who is given a task has to report a conflict of interest to the superior who decides on it (36/2018/QH14, Điều 23). That nobody
 * waits for that decision, and that it is never taken back here, is assumed.
 * @throws {DomainError} `notFound`, `notCompetent`
 */
export async function declareOwnConflict(
  deps: RouteDeps,
  caller: Caller,
  { id, body: { reason } }: { id: string; body: z.infer<typeof declaration> },
): Promise<z.infer<typeof declared>> {
  const { head, access } = await dossierFor(deps, caller, id)
  if (access === null) throw new DomainError('notCompetent')
  const { id: officer, unitId } = access.actor
  const { declaredAt, released } = await declareConflict(deps.database, {
    ...{ dossierId: head.id, officerId: officer, unitId, reason, at: deps.now() },
  })
  return { dossier: head.id, officer, declaredAt: isoOf(declaredAt), released: [...released] }
}
