/** Lines of bank statements that wait for a person, and what a person finds out about them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { explainLine, readWorklist } from '../../db/money/statement/worklist.ts'
import { bankLineKinds, correctedOutcomes } from '../../domain/bank-statement.ts'
import { DomainError } from '../../domain/errors.ts'
import { orderStates } from '../../domain/money.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { requireCityOfficer } from '../filing/of-the-city.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, line, problems } from '../server/schemas.ts'
import { bankName, dongText } from './money-schemas.ts'

const lineId = z.string().regex(/^[\x21-\x7e]{1,80}$/)

const query = z.strictObject({
  bank: bankName,
  outcome: z
    .enum(correctedOutcomes)
    .default('unmatched')
    .describe('`unmatched`, `wrongAmount` and `duplicateDebit` wait for a person'),
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const page = z
  .object({
    items: z.array(
      z.object({
        ...{ lineId: z.string(), statement: z.uuid(), line: z.int(), bookedAt: instant },
        ...{ kind: z.enum(bankLineKinds), reference: z.string(), amountDong: dongText },
        order: z.uuid().nullable(),
        orderNamed: z.string().nullable().describe('As the line has it'),
        orderState: z.enum(orderStates).nullable(),
        orderDong: dongText.nullable(),
        reason: z.string().nullable(),
        explained: z.object({ by: z.string(), basis: z.string().nullable() }).nullable(),
      }),
    ),
    next: z.string().nullable().describe('Null on the last page'),
  })
  .meta({ id: 'BankLines' })

const explanation = z.strictObject({ bank: bankName, lineId, basis: line(1_000) })

const byBooking = cursors(z.object({ bookedAt: z.number(), lineId }))

export const bankLineRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['payouts'], security: bearer }
    const onRequest = allow(deps.verify, 'officer', 'operator')

    app.get(
      '/bank-lines',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Lines of the statements of a bank by what they mean now, the earliest first',
          querystring: query,
          response: { 200: page, ...problems('forbidden') },
        },
      },
      (request) => listLines(deps, callerOf(request), request.query),
    )

    app.post(
      '/bank-lines/explanations',
      {
        onRequest,
        schema: {
          ...common,
          summary:
            'Say what a line was, and on what that rests; it leaves its worklist, and no order moves by it',
          body: explanation,
          response: { 204: z.null(), ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) => {
        await explain(deps, callerOf(request), request.body)
        return await reply.code(204).send(null)
      },
    )
  }

/** @throws {DomainError} `forbidden` to officers without a mandate in the city or a department; `invalidInput` of a cursor */
export async function listLines(
  deps: RouteDeps,
  caller: Caller,
  { bank, outcome, after, limit }: z.infer<typeof query>,
): Promise<z.infer<typeof page>> {
  await requireCityOfficer(deps, caller)
  const from = after === undefined ? null : byBooking.read(after)
  const found = await readWorklist(deps.database.sql, { bank, outcome }, { after: from, limit: limit + 1 })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ lineId, statementId, line, bookedAt, kind, bankRef, amountDong, ...of }) => ({
      ...{ lineId, statement: statementId, line, bookedAt: isoOf(bookedAt), kind, amountDong },
      ...{ reference: bankRef, order: of.orderId, orderNamed: of.orderRef, orderState: of.orderState },
      ...{ orderDong: of.orderDong, reason: of.reason },
      explained: of.correctedBy === null ? null : { by: of.correctedBy, basis: of.basis },
    })),
    next:
      found.length > limit && last !== undefined
        ? byBooking.write({ bookedAt: last.bookedAt, lineId: last.lineId })
        : null,
  }
}

/** @throws {DomainError} `forbidden` as of `listLines`; `notFound` where the bank has no such line */
export async function explain(
  deps: RouteDeps,
  caller: Caller,
  { bank, lineId, basis }: z.infer<typeof explanation>,
): Promise<void> {
  await requireCityOfficer(deps, caller)
  const by = { outcome: 'explained' as const, actorId: caller.id, basis, at: deps.now() }
  if (!(await explainLine(deps.database.sql, { bank, lineId }, by))) throw new DomainError('notFound')
}
