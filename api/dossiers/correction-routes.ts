/** Correction of an error in a result: requested by the filer or an officer of the dossier, decided at the desks that decided it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { askCorrection, type CorrectionAsked, findCorrection } from '../../db/dossier/results/correction.ts'
import { DomainError } from '../../domain/errors.ts'
import { planHash } from '../../procedures/registry/plan-hash.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, idempotencyHeaders, line, problems } from '../server/schemas.ts'
import { correctionAnswer, presentCorrection } from './present-dossier.ts'

const body = z.strictObject({
  ground: line(2_000).describe('What is wrong with the result; kept apart, for the officers of the dossier'),
})

export const correctionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers/:id/corrections',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          tags: ['dossiers'],
          summary:
            'Ask for the correction of a result that was issued, within three working days (118/2025/NĐ-CP, Điều 23)',
          security: bearer,
          headers: idempotencyHeaders,
          params: dossierParams,
          body,
          response: {
            201: correctionAnswer,
            200: correctionAnswer.describe('Requested before under this key'),
            ...problems(
              'notFound',
              'forbidden',
              'keyReused',
              'notCompetent',
              'noResult',
              'correctionPending',
            ),
          },
        },
      },
      async (request, reply) => {
        const { correction, repeated } = await requestCorrection(deps, callerOf(request), {
          id: request.params.id,
          key: request.headers['idempotency-key'],
          body: request.body,
        })
        return reply.code(repeated ? 200 : 201).send(correction)
      },
    )
  }

/**
 * Opens the correction; `repeated` where the key has been used for it already.
 * @throws {DomainError} `keyReused`, `notFound`, `notCompetent`, `noResult`, `correctionPending`, `forbidden`
 */
export async function requestCorrection(
  deps: RouteDeps,
  caller: Caller,
  request: { id: string; key: string; body: z.infer<typeof body> },
): Promise<{ correction: z.infer<typeof correctionAnswer>; repeated: boolean }> {
  const { database, now } = deps
  const named = {
    caller: caller.id,
    key: request.key,
    bodyHash: bodyHash({ kind: 'correct', target: request.id, body: request.body }),
  }
  const before = await findCorrection(database.sql, named)
  if (before !== null) return { correction: presented(before), repeated: true }
  const { head, access } = await dossierFor(deps, caller, request.id)
  if (access === null) throw new DomainError('notCompetent')
  const { correction, repeated } = await askCorrection(database, {
    ...named,
    ...{ dossierId: head.id, ground: request.body.ground, actor: access.actor, at: now() },
    hashOf: planHash,
  })
  return { correction: presented(correction), repeated }
}

/** As it was at the request: a repeated request gets the same answer. */
const presented = (asked: CorrectionAsked): z.infer<typeof correctionAnswer> =>
  presentCorrection({ ...asked, ending: null, endedAt: null })
