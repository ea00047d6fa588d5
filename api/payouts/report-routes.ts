/** The report of a payout run: as data, for a spreadsheet and to print, down to single orders. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ordersOfRun, reportOf } from '../../db/payouts/run-report.ts'
import { dongToJson, orderStates } from '../../domain/money.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { attachment } from '../server/attachment.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOrNull, problems, unitId } from '../server/schemas.ts'
import { benefitCode, dongText } from './money-schemas.ts'
import { presentReport, type RunReport, report } from './present-report.ts'
import { reportAsCsv } from './report-csv.ts'
import { reportHeaders, reportPage } from './report-page.ts'
import { runFor } from './run-access.ts'

const ordersQuery = z.strictObject({
  unit: unitId,
  benefit: benefitCode,
  state: z.enum(orderStates).optional(),
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const orders = z.object({
  items: z.array(
    z.object({
      ...{ id: z.uuid(), state: z.enum(orderStates), reason: z.string().nullable(), amountDong: dongText },
      payee: z.string().nullable().describe('Null for who is no officer'),
      ...{ entitlement: z.uuid(), beneficiary: z.uuid(), attempts: z.int(), settledAt: instant.nullable() },
    }),
  ),
  next: z.string().nullable().describe('Null on the last page'),
})

const byOrder = cursors(z.object({ id: z.uuid() }))

export const payoutReportRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['payouts'], security: bearer }
    const readers = allow(deps.verify, 'officer', 'supervisor', 'operator')

    app.get(
      '/payout-runs/:id/report',
      {
        onRequest: readers,
        schema: {
          ...common,
          summary: 'What a payout run was to pay and what became of it, by unit and benefit',
          params: dossierParams,
          querystring: z.strictObject({ format: z.enum(['json', 'csv', 'html']).default('json') }),
          response: { 200: z.union([report, z.string()]), ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) => {
        const found = await showReport(deps, callerOf(request), request.params.id)
        const { format } = request.query
        if (format === 'json') return found
        if (format === 'html') return await reply.headers(reportHeaders).send(reportPage(found))
        reply.header('content-disposition', attachment(`Báo cáo chi trả ${found.run.code}.csv`))
        return await reply.type('text/csv; charset=utf-8').send(reportAsCsv(found))
      },
    )

    app.get(
      '/payout-runs/:id/orders',
      {
        onRequest: readers,
        schema: {
          ...common,
          summary: 'The orders behind a line of the report',
          params: dossierParams,
          querystring: ordersQuery,
          response: { 200: orders, ...problems('forbidden', 'notFound') },
        },
      },
      (request) => listOrders(deps, callerOf(request), { ...request.params, ...request.query }),
    )
  }

/** @throws {DomainError} `forbidden` and `notFound` of the run */
async function showReport(deps: RouteDeps, caller: Caller, id: string): Promise<RunReport> {
  const run = await runFor(deps, caller, id)
  return presentReport(run, await reportOf(deps.database.sql, run.id), deps.now())
}

/** @throws {DomainError} `forbidden` and `notFound` of the run; `invalidInput` of a cursor */
export async function listOrders(
  deps: RouteDeps,
  caller: Caller,
  { id, unit, benefit, state, after, limit }: { id: string } & z.infer<typeof ordersQuery>,
): Promise<z.infer<typeof orders>> {
  const run = await runFor(deps, caller, id)
  const found = await ordersOfRun(deps.database.sql, {
    ...{ runId: run.id, unitId: unit, benefit, state: state ?? null, limit: limit + 1 },
    after: after === undefined ? null : byOrder.read(after).id,
  })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ payeeName, entitlementId, beneficiaryId, amountDong, settledAt, ...of }) => ({
      ...{ ...of, amountDong: dongToJson(amountDong), settledAt: isoOrNull(settledAt) },
      payee: caller.role === 'officer' ? payeeName : null,
      ...{ entitlement: entitlementId, beneficiary: beneficiaryId },
    })),
    next: found.length > limit && last !== undefined ? byOrder.write({ id: last.id }) : null,
  }
}
