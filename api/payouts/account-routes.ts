/** The number of an account, which is sealed and shown nowhere else: once, to an officer who says why, with a row in the journal. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readSealedAccount, recordLook } from '../../db/money/account-look.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, line, problems } from '../server/schemas.ts'
import { requireMoneyAccess } from './money-access.ts'

const shown = z.object({ account: z.string() })

export const accountRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/payment-orders/:id/account/looks',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...{ tags: ['payouts'], security: bearer, params: z.object({ id: z.uuid() }) },
          summary:
            'Show the number of the account that an order is paid to; who looked and why stands in the journal',
          body: z.strictObject({ reason: line(500) }),
          response: { 200: shown, ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) => {
        const found = await showAccount(deps, callerOf(request), { ...request.params, ...request.body })
        reply.header('cache-control', 'no-store')
        return found
      },
    )
  }

/** @throws {DomainError} `notFound` of an order that has no account; `forbidden` of one that concerns another unit */
export async function showAccount(
  deps: RouteDeps,
  caller: Caller,
  { id, reason }: { id: string; reason: string },
): Promise<z.infer<typeof shown>> {
  const { sql } = deps.database
  const found = await readSealedAccount(sql, id)
  if (found === null) throw new DomainError('notFound')
  const { unitId, runId, dossierId } = found
  await requireMoneyAccess(deps, caller, { unitIds: [unitId], runIds: runId === null ? [] : [runId] })
  await recordLook(sql, {
    ...{ dossierId, orderId: id, reason, actorId: caller.id, unitId: caller.unitId, at: deps.now() },
  })
  return { account: deps.vault.open(found.cipher, found.keyId, found.context) }
}
