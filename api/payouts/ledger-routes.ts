/** The books of a unit over a month, in both geographies. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type LedgerMove, ledgerOfUnit } from '../../db/money/unit-ledger.ts'
import { geographies } from '../../db/territory/geography.ts'
import { addMonths } from '../../domain/benefits/month.ts'
import { csvLine } from '../../domain/csv-cell.ts'
import { dongToJson, ledgerAccounts } from '../../domain/money.ts'
import { startOfLocalDate } from '../../domain/time/local-day.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, problems, unitId } from '../server/schemas.ts'
import { requireMoneyAccess } from './money-access.ts'
import { dongText, month } from './money-schemas.ts'

const query = z.strictObject({
  month: month.describe('Of the day that was booked, by local time'),
  geography: z
    .enum(geographies)
    .default('asItWas')
    .describe('`asItWas`: what names the unit; `asItIs`: what lies in the areas that the unit holds now'),
  format: z.enum(['json', 'csv']).default('json'),
})

const answer = z
  .object({
    ...{ unit: z.string(), month: z.string(), geography: z.enum(geographies), asOf: instant },
    moves: z.array(
      z.object({
        ...{ debit: z.enum(ledgerAccounts), credit: z.enum(ledgerAccounts), benefit: z.string().nullable() },
        ...{ postings: z.int(), amountDong: dongText },
      }),
    ),
    balances: z
      .array(z.object({ account: z.enum(ledgerAccounts), amountDong: dongText }))
      .describe('What each account was credited less what it was debited; together they are zero'),
  })
  .meta({ id: 'UnitLedger' })
type Ledger = z.infer<typeof answer>

export const ledgerRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:id/ledger',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['payouts'],
          summary: 'What was booked for a unit in a month, by accounts and benefit',
          security: bearer,
          params: z.object({ id: unitId }),
          querystring: query,
          response: { 200: z.union([answer, z.string()]), ...problems('forbidden') },
        },
      },
      async (request, reply) => {
        const found = await showLedger(deps, callerOf(request), { ...request.params, ...request.query })
        if (request.query.format === 'json') return found
        return await reply.type('text/csv; charset=utf-8').send(ledgerAsCsv(found))
      },
    )
  }

/** @throws {DomainError} `forbidden` of a unit that is none of the caller's */
export async function showLedger(
  deps: RouteDeps,
  caller: Caller,
  { id, month, geography }: { id: string } & z.infer<typeof query>,
): Promise<Ledger> {
  await requireMoneyAccess(deps, caller, { unitIds: [id], runIds: [] })
  const asOfMs = deps.now()
  const moves = await ledgerOfUnit(deps.database.sql, {
    ...{ unitId: id, geography, asOfMs },
    fromMs: startOfLocalDate(`${month}-01`),
    untilMs: startOfLocalDate(`${addMonths(month, 1)}-01`),
  })
  return {
    ...{ unit: id, month, geography, asOf: isoOf(asOfMs), balances: balancesOf(moves) },
    moves: moves.map(({ amountDong, ...move }) => ({ ...move, amountDong: dongToJson(amountDong) })),
  }
}

const balancesOf = (moves: readonly LedgerMove[]): Ledger['balances'] =>
  ledgerAccounts.flatMap((account) => {
    const of = moves.filter(({ debit, credit }) => debit === account || credit === account)
    const sum = of.reduce(
      (all, { credit, amountDong }) => (credit === account ? all + amountDong : all - amountDong),
      0n,
    )
    return of.length === 0 ? [] : [{ account, amountDong: dongToJson(sum) }]
  })

const ledgerAsCsv = ({ moves }: Ledger): string =>
  [
    csvLine(['debit', 'credit', 'benefit', 'postings', 'amountDong']),
    ...moves.map(({ debit, credit, benefit, postings, amountDong }) =>
      csvLine([debit, credit, benefit ?? '', String(postings), amountDong]),
    ),
  ].join('')
