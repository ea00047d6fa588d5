/** The register of a unit over some days, as a page to print. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type RegisterEntry, type RegisterQuery, readRegister } from '../../db/dossier/record/register.ts'
import { unitsScope } from '../../db/search/search-scope.ts'
import { unitName, worksInOrAfter } from '../../db/territory/units/unit-lookup.ts'
import { unitTurns } from '../../db/territory/units/unit-turns.ts'
import { officialForm } from '../../domain/dossier/official-form.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { addDaysToDate, startOfLocalDate } from '../../domain/time/local-day.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { refuseEndedUnit } from '../access/ended-unit.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, knownAt, problems, unitId } from '../server/schemas.ts'
import { readOnRecord } from '../territory/known-at.ts'
import { registerHeaders, registerPage } from './register-page.ts'

/** A quarter. */
const longestDays = 92
const batchSize = 200

const query = z.strictObject({
  from: z.iso.date().describe('First day of filing, local'),
  to: z.iso.date().describe(`Last day, ${longestDays} days in all at most`),
  asOf: instant
    .optional()
    .describe('As it stood then; now, or `knownAt`, where left out. Not after `knownAt`, nor to come'),
  knownAt: knownAt.describe(
    'By what was recorded until then, with units, land and powers as known then: the same page whenever it is requested. As known now where left out',
  ),
})

export const registerRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:id/register',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['units'],
          summary:
            'Sổ theo dõi hồ sơ, to print: dossiers of a period that the unit received or is responsible for; applicants are named only to its officers',
          security: bearer,
          params: z.object({ id: unitId }),
          querystring: query,
          response: { 200: z.any().describe('text/html'), ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const page = await printRegister(deps, callerOf(request), { id, ...request.query })
        return reply.headers(registerHeaders).send(Readable.from(page))
      },
    )
  }

/**
 * HTML in chunks, read from the database as they are sent.
 * @throws {DomainError} `invalidInput` for a period that is empty or too long, or an instant that is to come or after `knownAt`; `forbidden` and
 * `notFound` of the unit
 */
export async function printRegister(
  deps: RouteDeps,
  caller: Caller,
  { id, from, to, asOf, knownAt }: z.infer<typeof query> & { id: string },
): Promise<AsyncGenerator<string>> {
  const { sql } = deps.database
  if (from > to || addDaysToDate(from, longestDays) <= to) {
    throw wrongField('/querystring/to', `must not lie before \`from\`, nor ${longestDays} days after it`)
  }
  const period = { fromMs: startOfLocalDate(from), untilMs: startOfLocalDate(addDaysToDate(to, 1)) }
  await requireRegister(deps, caller, id, period)
  const on = await readOnRecord(deps.database, { asOf, knownAt })
  const asOfMs = on?.asOfMs ?? deps.now()
  const change = on?.known.change ?? null
  const units = await unitsScope(sql, [id], asOfMs, null, change)
  const lines = pagesOf(sql, { ...period, units, asOfMs, known: on?.known ?? null })
  const form = officialForm('register', to)
  const head = {
    form,
    title: form?.name ?? 'Sổ theo dõi hồ sơ',
    unit: (await unitName(sql, id, change)) ?? id,
    from,
    to,
    // What is to come by then is no turn of its register.
    turns: await unitTurns(sql, id, { ...period, untilMs: Math.min(period.untilMs, asOfMs), known: change }),
    on,
  }
  return registerPage(head, lines, { personal: caller.role === 'officer' })
}

/** An officer of the unit, or of one that it became and that keeps its books; a supervisor over it. */
async function requireRegister(
  deps: RouteDeps,
  caller: Caller,
  unitId: string,
  period: { fromMs: number; untilMs: number },
): Promise<void> {
  if (caller.role !== 'officer') {
    await supervisedUnit(deps, caller, unitId, period)
    return
  }
  const by = { officerId: caller.id, within: caller.unitId, unitId, asOfMs: deps.now() }
  if (await worksInOrAfter(deps.database.sql, by)) return
  await refuseEndedUnit(deps, caller.unitId ?? unitId, by.asOfMs)
  throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
}

async function* pagesOf(
  sql: RouteDeps['database']['sql'],
  query: Omit<RegisterQuery, 'after' | 'limit'>,
): AsyncGenerator<readonly RegisterEntry[]> {
  let last: RegisterEntry | undefined
  do {
    const page: readonly RegisterEntry[] = await readRegister(sql, {
      ...query,
      limit: batchSize,
      ...(last === undefined ? {} : { after: { filedAt: last.filedAt, id: last.id } }),
    })
    yield page
    last = page.length < batchSize ? undefined : page.at(-1)
  } while (last !== undefined)
}
