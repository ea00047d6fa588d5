import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type RequestStatus, readRequestStatus } from '../../db/dossier/requests/request-status.ts'
import { requestStatuses } from '../../domain/dossier/dossier.ts'
import { DomainError, errorMessages, isErrorCode } from '../../domain/errors.ts'
import { requestKinds } from '../../procedures/grammar/run/request.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import { presentSignature, signatureAnswer } from '../pages/present-signature.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'

const requestStatus = z
  .object({
    id: z.uuid(),
    dossier: z.uuid(),
    kind: z.enum(requestKinds),
    task: z.string().nullable(),
    outcome: z.string().nullable(),
    status: z.enum(requestStatuses),
    refusal: z
      .object({ code: z.string(), title: z.string() })
      .nullable()
      .describe('Why it was refused, or that it lapsed'),
    acceptedAt: instant.describe('The legal instant of the request'),
    settledAt: instant.nullable(),
    revision: z.int().nullable().describe('The revision of the dossier that it made'),
    signed: signatureAnswer.nullable().describe('Null where no officer signed'),
  })
  .meta({ id: 'Decision' })

export const requestStatusRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/decisions/:id',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['decisions'],
          summary: 'The outcome of a request, even if the call that sent it was lost',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          response: { 200: requestStatus, ...problems('notFound') },
        },
      },
      (request) => showRequestStatus(deps, callerOf(request), request.params.id),
    )
  }

/** The outcome of a request, for who sent it and for who may see its dossier. @throws {DomainError} `notFound` */
export async function showRequestStatus(
  deps: RouteDeps,
  caller: Caller,
  id: string,
): Promise<z.infer<typeof requestStatus>> {
  const found = await readRequestStatus(deps.database.sql, id)
  if (found === null || !(await maySee(deps, caller, found))) throw new DomainError('notFound')
  const code = found.status === 'lapsed' ? 'requestLapsed' : found.refusal
  return {
    id: found.id,
    dossier: found.dossierId,
    kind: found.kind,
    task: found.taskId,
    outcome: found.outcome,
    status: found.status,
    refusal: isErrorCode(code) ? { code, title: errorMessages[code].vi } : null,
    acceptedAt: isoOf(found.acceptedAt),
    settledAt: isoOrNull(found.settledAt),
    revision: found.revision,
    signed: presentSignature(found.signed),
  }
}

const maySee = async (deps: RouteDeps, caller: Caller, found: RequestStatus): Promise<boolean> =>
  found.caller === caller.id || (await dossierAccessOf(deps, caller, found.dossierId)) !== null
