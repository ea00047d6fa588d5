/** Codes that other systems have for a dossier: a central system's, a ministry's. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addExternalCode, dossierByExternalCode } from '../../db/dossier/filing/external-code.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierAccessOf, dossierFor } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, externalCode, problems } from '../server/schemas.ts'

const codedDossier = externalCode.extend({ dossier: z.uuid() })

export const externalCodeRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers/:id/external-codes',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'Record the code that another system has for a dossier; repeating it changes nothing',
          security: bearer,
          params: dossierParams,
          body: externalCode,
          response: {
            200: externalCode,
            ...problems('notFound', 'forbidden', 'notCompetent', 'externalCodeTaken'),
          },
        },
      },
      (request) => recordExternalCode(deps, callerOf(request), { id: request.params.id, body: request.body }),
    )

    app.get(
      '/external-codes',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'The dossier that has this code in another system',
          security: bearer,
          querystring: externalCode,
          response: {
            200: codedDossier,
            ...problems('notFound'),
          },
        },
      },
      (request) => findByExternalCode(deps, callerOf(request), request.query),
    )
  }

/** @throws {DomainError} `notFound`, `notCompetent`, `externalCodeTaken` */
export async function recordExternalCode(
  deps: RouteDeps,
  caller: Caller,
  { id, body }: { id: string; body: z.infer<typeof externalCode> },
): Promise<z.infer<typeof externalCode>> {
  const { head, access } = await dossierFor(deps, caller, id)
  if (access === null) throw new DomainError('notCompetent')
  const { id: actorId, unitId } = access.actor
  await addExternalCode(deps.database, head.id, body, { actorId, unitId, at: deps.now() })
  return body
}

/** @throws {DomainError} `notFound`; for a service also where another service filed the dossier */
export async function findByExternalCode(
  deps: RouteDeps,
  caller: Caller,
  code: z.infer<typeof externalCode>,
): Promise<z.infer<typeof codedDossier>> {
  const dossier = await dossierByExternalCode(deps.database.sql, code)
  const hidden =
    dossier !== null && caller.role === 'service' && (await dossierAccessOf(deps, caller, dossier)) === null
  if (dossier === null || hidden) throw new DomainError('notFound')
  return { ...code, dossier }
}
