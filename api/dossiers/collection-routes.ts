import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findDossier } from '../../db/dossier/dossier-head.ts'
import { recordCollection } from '../../db/dossier/results/collection.ts'
import { channels, partyRoles } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, problems } from '../server/schemas.ts'

const collection = z.strictObject({
  by: z.enum(partyRoles).describe('Who took it, by role in the dossier'),
  how: z.enum(channels),
})
const collected = collection.extend({ at: instant })

export const collectionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers/:id/collection',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'Record that the result was handed over, where it was received or at the competent unit',
          security: bearer,
          params: dossierParams,
          body: collection,
          response: {
            200: collected,
            ...problems('notFound', 'forbidden', 'notCompetent', 'noResult', 'alreadyCollected'),
          },
        },
      },
      (request) => recordHandOver(deps, callerOf(request), { id: request.params.id, body: request.body }),
    )
  }

/** @throws {DomainError} `notFound`, `notCompetent`, `noResult`, or `alreadyCollected` with another way or person */
export async function recordHandOver(
  deps: RouteDeps,
  caller: Caller,
  { id, body }: { id: string; body: z.infer<typeof collection> },
): Promise<z.infer<typeof collected>> {
  const head = await findDossier(deps.database.sql, id)
  if (head === null) throw new DomainError('notFound')
  const access = await dossierAccessOf(deps, caller, head.id)
  if (access === null) throw new DomainError('notCompetent')
  const { id: actorId, unitId } = access.actor
  const at = await recordCollection(deps.database, head.id, body, { id: actorId, unitId, at: deps.now() })
  return { ...body, at: isoOf(at) }
}
