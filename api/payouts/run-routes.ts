/** Payout runs: what one would pay, how far it is, and who holds it up. A run is begun as each internal dossier is. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dryRun } from '../../db/payouts/prepare-run.ts'
import { addRunStep } from '../../db/payouts/run.ts'
import { periodOf } from '../../domain/benefits/month.ts'
import type { PayoutRunStep } from '../../domain/benefits/payout-run.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { requireCityOfficer } from '../filing/of-the-city.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, line, problems } from '../server/schemas.ts'
import { forecast, isPausedBy, presentForecast, presentRun, sheet } from './present-run.ts'
import { runFor } from './run-access.ts'

const periods = z
  .array(z.string().max(10))
  .min(1)
  .max(24)
  .describe('Months like 2025-06, or years of what is paid once a year')

const reasonBody = z.strictObject({ reason: line(500) })

export const payoutRunRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['payouts'], security: bearer }

    app.post(
      '/payout-runs/dry-run',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          ...common,
          summary: 'What a payout run of these periods would pay now; writes nothing',
          body: z.strictObject({ periods }),
          response: { 200: forecast, ...problems('forbidden') },
        },
      },
      (request) => forecastRun(deps, callerOf(request), request.body.periods),
    )

    app.get(
      '/payout-runs/:id',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor', 'operator'),
        schema: {
          ...common,
          summary: 'A payout run: what was prepared, how far it is, whether it is paused',
          params: dossierParams,
          response: { 200: sheet, ...problems('forbidden', 'notFound') },
        },
      },
      async (request) => await presentRun(deps, await runFor(deps, callerOf(request), request.params.id)),
    )

    for (const [path, kind, summary] of [
      ['/payout-runs/:id/pause', 'paused', 'Hold a payout run up: no page is sent any more'],
      ['/payout-runs/:id/resume', 'resumed', 'Let a payout run go on'],
    ] as const) {
      app.post(
        path,
        {
          onRequest: allow(deps.verify, 'officer'),
          schema: {
            ...common,
            summary,
            params: dossierParams,
            body: reasonBody,
            response: { 200: sheet, ...problems('forbidden', 'notFound', 'dossierClosed', 'notStarted') },
          },
        },
        (request) => takeStep(deps, callerOf(request), { id: request.params.id, kind, ...request.body }),
      )
    }
  }

/**
 * The preparation, taken back. It takes seconds for a whole city, and more than the API gives a statement: the command has no such limit.
 * @throws {DomainError} `forbidden` without a mandate in the city or a department; `invalidInput` of a period
 */
export async function forecastRun(
  deps: RouteDeps,
  caller: Caller,
  names: readonly string[],
): Promise<z.infer<typeof forecast>> {
  const atMs = deps.now()
  await requireCityOfficer(deps, caller)
  requirePeriods(names)
  return presentForecast(names, atMs, await dryRun(deps.database, { periods: names, atMs }))
}

function requirePeriods(names: readonly string[]): void {
  names.forEach((name, i) => {
    try {
      periodOf(name)
    } catch {
      throw wrongField(`/periods/${i}`, 'is no month like 2025-06 and no year')
    }
    if (names.indexOf(name) < i) throw wrongField(`/periods/${i}`, 'is named twice')
  })
}

/**
 * An officer of the run's dossier holds it up or lets it go on, with a reason. What it is already stays as it is.
 * @throws {DomainError} `forbidden`, `notFound`; `dossierClosed` of a run that has ended, `notStarted` of one that is not prepared
 */
export async function takeStep(
  deps: RouteDeps,
  caller: Caller,
  { id, kind, reason }: { id: string; kind: PayoutRunStep; reason: string },
): Promise<z.infer<typeof sheet>> {
  const run = await runFor(deps, caller, id)
  if (run.status === 'closed') throw new DomainError('dossierClosed')
  if (run.prepared === null) throw new DomainError('notStarted')
  if (isPausedBy(run) === (kind === 'paused')) return await presentRun(deps, run)
  await addRunStep(deps.database.sql, { runId: run.id, kind, actorId: caller.id, reason, at: deps.now() })
  return await presentRun(deps, await runFor(deps, caller, id))
}
