import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { unitsBelow } from '../../db/search/search-scope.ts'
import { type OnTimeCount, onTimeCounts } from '../../db/time/on-time.ts'
import { onTimeByLand } from '../../db/time/on-time-by-land.ts'
import { wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, byLand, instant, isoOf, knownAt, problems, unitId } from '../server/schemas.ts'
import { recordedAt } from '../territory/known-at.ts'
import { landRequested } from './land-requested.ts'

const longestMs = 92 * 86_400_000

const query = z.strictObject({
  from: instant,
  to: instant.describe('The first instant after the period; 92 days after `from` at most'),
  unit: unitId
    .optional()
    .describe('With all units below it; that of the token where left out, else the whole'),
  by: z.enum(['unit', 'procedure']).default('unit'),
  ...byLand,
  knownAt: knownAt.describe(
    'What was recorded until then, with units, land and powers as known then: the same answer whenever it is requested. As known now where left out',
  ),
})

const answer = z.object({
  from: instant,
  to: instant,
  unit: z.string().nullable(),
  items: z.array(
    z
      .object({
        key: z.string().describe('Unit or procedure'),
        name: z.string().nullable(),
        early: z.int().describe('Ended on a day before the due day'),
        onTime: z.int().describe('Ended on the due day, in time'),
        late: z.int().describe('Ended after the due time'),
        rate: z
          .number()
          .nullable()
          .describe('Early and on time, of all that ended by a decision under the clock'),
        withdrawn: z.int(),
        lapsed: z.int(),
        withoutTime: z.int().describe('Ended before the statutory time began'),
      })
      .meta({ id: 'OnTimeCount' }),
  ),
})

export const statisticsRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/statistics/on-time',
      {
        onRequest: allow(deps.verify, 'supervisor', 'operator'),
        schema: {
          tags: ['counts'],
          summary:
            'How dossiers that ended kept the statutory time, by the unit responsible at their end or by where they lie',
          security: bearer,
          querystring: query,
          response: { 200: answer, ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      (request) => countOnTime(deps, callerOf(request), request.query),
    )
  }

/** @throws {DomainError} `invalidInput` for a period that is empty or too long, or a `knownAt` still to come; `forbidden` and `notFound` of the unit */
export async function countOnTime(
  deps: RouteDeps,
  caller: Caller,
  { from, to, unit: requested, by, knownAt, ...land }: z.infer<typeof query>,
): Promise<z.infer<typeof answer>> {
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(to)]
  if (fromMs >= untilMs || untilMs - fromMs > longestMs) {
    throw wrongField('/querystring/from', 'must lie before `to`, by 92 days at most')
  }
  const { sql } = deps.database
  const known = await recordedAt(deps.database, knownAt)
  const period = { by, fromMs, untilMs, known }
  const asked = await landRequested(deps, caller, { unit: requested, ...land }, known)
  if (asked !== null) {
    return answered(period, asked.unit, await onTimeByLand(sql, { ...period, geography: asked.geography }))
  }
  const unit = await supervisedUnit(deps, caller, requested, {
    fromMs,
    untilMs: Math.min(untilMs, deps.now()),
  })
  const units =
    unit === null ? null : await unitsBelow(sql, unit, known?.atMs ?? deps.now(), known?.change ?? null)
  return answered(period, unit, await onTimeCounts(sql, { ...period, units }))
}

function answered(
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  unit: string | null,
  items: readonly OnTimeCount[],
): z.infer<typeof answer> {
  return {
    ...{ from: isoOf(fromMs), to: isoOf(untilMs), unit },
    items: items.map((item) => {
      const kept = item.early + item.onTime
      return { ...item, rate: kept + item.late === 0 ? null : kept / (kept + item.late) }
    }),
  }
}
