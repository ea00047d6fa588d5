import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recordCollection } from '../../db/dossier/collection.ts'
import { findDossier } from '../../db/dossier/dossier-head.ts'
import { channels, partyRoles } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, callerOf } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, problems } from '../server/schemas.ts'

const collection = z.strictObject({
  by: z.enum(partyRoles).describe('Who took it, by role in the dossier'),
  how: z.enum(channels),
})

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
            200: collection.extend({ at: instant }),
            ...problems('notFound', 'forbidden', 'notCompetent', 'noResult', 'alreadyCollected'),
          },
        },
      },
      async (request) => {
        const { body, params } = request
        const { database, now } = deps
        const head = await findDossier(database.sql, params.id)
        if (head === null) throw new DomainError('notFound')
        const access = await dossierAccessOf(deps, callerOf(request), head.id)
        if (access === null) throw new DomainError('notCompetent')
        const { id, unitId } = access.actor
        const at = await recordCollection(database, head.id, body, { id, unitId, at: now() })
        return { ...body, at: isoOf(at) }
      },
    )
  }
