import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileDossier } from '../../db/dossier/filing/file-dossier.ts'
import type { Receipt } from '../../db/dossier/filing/filing-receipt.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, instant, problems } from '../server/schemas.ts'
import { filing } from './filing-body.ts'
import { resolveOrRouteOn } from './route-on.ts'

const named = z.object({ id: z.string(), name: z.string() })

const receipt = z
  .object({
    dossierId: z.uuid(),
    code: z.string(),
    procedureCode: z.string(),
    filedAt: instant,
    possibleDuplicateOf: z.uuid().nullable(),
    routed: z
      .object({ from: named, to: named, acceptedUntil: instant })
      .optional()
      .describe(
        'Where `receptionUnit` named a unit that has ended: the unit that receives it now, and until when the old id is accepted',
      ),
    secret: z.string().describe('For GET /follow, with the code; given to the applicant and to nobody else'),
  })
  .meta({ id: 'Receipt' })

export const filingRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'File a dossier; the receipt confirms that it is on disk',
          security: bearer,
          headers: idempotencyHeaders,
          body: filing,
          response: {
            201: receipt,
            200: receipt.describe('Filed before under this key'),
            ...problems(
              'unknownProcedure',
              'notInForce',
              'unknownArea',
              'keyReused',
              'forbidden',
              'externalCodeTaken',
              'unitEnded',
            ),
          },
        },
      },
      async (request, reply) => {
        const key = request.headers['idempotency-key']
        const filed = await fileForCaller(deps, callerOf(request), { key, body: request.body })
        return reply.code(filed.repeated ? 200 : 201).send(filed.receipt)
      },
    )
  }

/**
 * Files a dossier once for a caller's key; a repeated filing gets the receipt of the first, even if it would be refused today.
 * @throws {DomainError} why it is refused; `keyReused` when the key was used for another body
 */
export async function fileForCaller(
  deps: RouteDeps,
  caller: Caller,
  { key, body }: { key: string; body: z.infer<typeof filing> },
): Promise<{ receipt: z.infer<typeof receipt>; repeated: boolean }> {
  const name = { caller: caller.id, key, bodyHash: bodyHash({ kind: 'file', body }) }
  const resolved = await resolveOrRouteOn(deps, caller, body, name)
  if (resolved.earlier !== null) return { receipt: withSecret(deps, resolved.earlier), repeated: true }
  const filed = await fileDossier(deps.database, resolved.filing, resolved.found)
  return { receipt: withSecret(deps, filed.receipt), repeated: filed.repeated }
}

/** The secret is no part of the receipt on disk. */
const withSecret = ({ vault }: RouteDeps, receipt: Receipt): Receipt & { secret: string } => ({
  ...receipt,
  secret: vault.followSecret(receipt.dossierId),
})
