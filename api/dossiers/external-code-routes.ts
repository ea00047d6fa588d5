/** Codes that other systems have for a dossier: a central system's, a ministry's. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addExternalCode, dossierByExternalCode } from '../../db/dossier/external-code.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, callerOf } from '../access/auth.ts'
import { dossierAccessOf, dossierFor } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, externalCode, problems } from '../server/schemas.ts'

export const externalCodeRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, now, verify } = deps
    const { sql } = database

    app.post(
      '/dossiers/:id/external-codes',
      {
        onRequest: allow(verify, 'service', 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'Say what another system calls a dossier; saying it again changes nothing',
          security: bearer,
          params: dossierParams,
          body: externalCode,
          response: {
            200: externalCode,
            ...problems('notFound', 'forbidden', 'notCompetent', 'externalCodeTaken'),
          },
        },
      },
      async (request) => {
        const { head, access } = await dossierFor(deps, callerOf(request), request.params.id)
        if (access === null) throw new DomainError('notCompetent')
        const { id: actorId, unitId } = access.actor
        await addExternalCode(database, head.id, request.body, { actorId, unitId, at: now() })
        return request.body
      },
    )

    app.get(
      '/external-codes',
      {
        onRequest: allow(verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'The dossier that another system calls by this code',
          security: bearer,
          querystring: externalCode,
          response: {
            200: externalCode.extend({ dossier: z.uuid() }),
            ...problems('notFound'),
          },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const dossier = await dossierByExternalCode(sql, request.query)
        const strangers = caller.role === 'service' && dossier !== null
        const hidden = strangers && (await dossierAccessOf(deps, caller, dossier)) === null
        if (dossier === null || hidden) throw new DomainError('notFound')
        return { ...request.query, dossier }
      },
    )
  }
