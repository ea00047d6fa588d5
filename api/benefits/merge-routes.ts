/** That two beneficiaries are one person: one officer requests it with a reason, another decides. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { askMerge, decideMerge } from '../../db/benefits/merge.ts'
import { transaction } from '../../db/connection/transaction.ts'
import { mergeOutcomes } from '../../domain/benefits/merge.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, line, problems } from '../server/schemas.ts'
import { benefitOfficer } from './proposal-routes.ts'

const request = z.strictObject({
  kept: z.uuid().describe('Who the person is from then on'),
  merged: z.uuid().describe('Who is found to be the same'),
  fromMonth: z
    .string()
    .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
    .describe('What both have to one benefit for one ground is owed once from this month on'),
  reason: line(500),
})

const decision = z.strictObject({ outcome: z.enum(mergeOutcomes), reason: line(500) })

const decided = z
  .object({
    id: z.uuid(),
    outcome: z.enum(mergeOutcomes),
    ended: z.array(z.uuid()).describe('Entitlements that end by it, as the person had them twice'),
  })
  .meta({ id: 'BeneficiaryMerge' })

export const mergeRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/beneficiary-merges',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['benefits'],
          summary: 'Request that two beneficiaries be recorded as one person',
          security: bearer,
          body: request,
          response: {
            201: z.object({ id: z.uuid() }),
            ...problems('forbidden', 'notFound', 'notCompetent', 'mergedAlready'),
          },
        },
      },
      async (request, reply) =>
        reply.code(201).send({ id: await requestMerge(deps, callerOf(request), request.body) }),
    )
    app.post(
      '/beneficiary-merges/:id/decision',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['benefits'],
          summary: 'Record them as one, or keep them apart; another officer than who requested it',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          body: decision,
          response: {
            200: decided,
            ...problems(
              'forbidden',
              'notFound',
              'notCompetent',
              'sameOfficer',
              'alreadyDecided',
              'mergedAlready',
            ),
          },
        },
      },
      (request) => answerMerge(deps, callerOf(request), { id: request.params.id, body: request.body }),
    )
  }

/** @returns the id of the request @throws {DomainError} `notFound`, `notCompetent`, `mergedAlready` */
export async function requestMerge(
  deps: RouteDeps,
  caller: Caller,
  { kept, merged, fromMonth, reason }: z.infer<typeof request>,
): Promise<string> {
  const asked = { keptId: kept, mergedId: merged, fromMonth, reason, by: benefitOfficer(deps, caller) }
  return await transaction(deps.database.sql, (tx) => askMerge(tx, asked))
}

/** @throws {DomainError} `notFound`, `notCompetent`, `sameOfficer`, `alreadyDecided`, `mergedAlready` */
export async function answerMerge(
  deps: RouteDeps,
  caller: Caller,
  { id, body }: { id: string; body: z.infer<typeof decision> },
): Promise<z.infer<typeof decided>> {
  const answer = { id, ...body, by: benefitOfficer(deps, caller) }
  const ended = await transaction(deps.database.sql, (tx) => decideMerge(tx, answer))
  return { id, outcome: body.outcome, ended: [...ended] }
}
