import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { previewReorganisation } from '../../db/reorganisations/preview/preview.ts'
import { unitsBelow } from '../../db/search/search-scope.ts'
import { criterionIds, readinessColours } from '../../domain/territory/reorganisation/readiness.ts'
import { waitsFor } from '../../reorganisations/preview/open-groups.ts'
import { outcomes, personReasons, previewGroupings } from '../../reorganisations/preview/preview.ts'
import { previewListAsCsv, previewLists } from '../../reorganisations/preview/preview-lists.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, problems, unitId } from '../server/schemas.ts'
import { reorganisationsOf } from './reorganisation-of-form.ts'

const query = z.strictObject({
  unit: unitId
    .optional()
    .describe(
      'What it and all units below it have or would have; that of the token where left out, else the whole',
    ),
  at: instant.optional().describe('Its instant where that differs from the declared one'),
  by: z.enum(previewGroupings).default('unit'),
  load: z.coerce
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .describe(
      'Open tasks an officer from which a desk is over its load; twice the mean of its role where left out',
    ),
  standing: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      'Its rows stand already, as those that were loaded: the moment before its instant is compared with it',
    ),
  format: z.enum(['json', 'csv']).default('json').describe('`csv`: one list'),
  list: z.enum(previewLists).default('items').describe('Which one as CSV; JSON has them all'),
})

const counted = { tasks: z.int(), late: z.int(), dossiers: z.int() }
const desk = z.object({ unitId: z.string(), role: z.string() })

const answer = z
  .object({
    reorganisation: z.string(),
    name: z.string(),
    basis: z.string(),
    at: instant,
    unit: z.string().nullable(),
    asOf: instant.describe('When the open work was counted'),
    standing: z.boolean(),
    problems: z
      .array(z.string())
      .describe('What cannot be done to the rows that stand; with any it is not enacted'),
    openQuestions: z.array(z.string()),
    totals: z.object({
      ...counted,
      ...{ stays: z.int(), moves: z.int(), toPlace: z.int(), noUnit: z.int() },
      waiting: z.int().describe('Dossiers at no desk'),
    }),
    items: z.array(
      z.object({
        from: z.string().nullable(),
        to: z.string().nullable(),
        outcome: z.enum(outcomes),
        procedureCode: z.string().nullable(),
        step: z.string().nullable(),
        ...counted,
      }),
    ),
    units: z.array(
      z.object({ unitId: z.string(), name: z.string(), before: z.object(counted), after: z.object(counted) }),
    ),
    needsPerson: z.array(
      z.object({
        reason: z.enum(personReasons),
        ...{ unitId: z.string().nullable(), role: z.string(), procedureCode: z.string(), tasks: z.int() },
      }),
    ),
    desks: z
      .array(
        desk.extend({
          ...{ tasksBefore: z.int(), tasksAfter: z.int(), officersBefore: z.int(), officersAfter: z.int() },
          limit: z.number(),
        }),
      )
      .describe('Over their load'),
    officers: z
      .array(
        z.object({
          officerId: z.string(),
          before: z.number().describe('A share: the tasks of a desk divided equally among its officers'),
          after: z.number(),
          leaves: z.array(desk),
          takesUp: z.array(desk),
        }),
      )
      .describe('Who loses or gains work'),
    waiting: z.array(
      z.object({
        procedureCode: z.string(),
        waitsFor: z.enum(waitsFor),
        dossiers: z.int(),
      }),
    ),
    readiness: z
      .array(
        z.object({
          ...{ unitId: z.string(), name: z.string(), colour: z.enum(readinessColours) },
          criteria: z.array(
            z.object({ id: z.enum(criterionIds), colour: z.enum(readinessColours), why: z.string() }),
          ),
        }),
      )
      .describe('Of the units that something begins with, and what of each is not green'),
  })
  .meta({ id: 'ReorganisationPreview' })

const params = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .describe('As its file in `reorganisations/` is called'),
})

export const previewRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/reorganisations/:id/preview',
      {
        onRequest: allow(deps.verify, 'supervisor', 'operator'),
        schema: {
          tags: ['reorganisations'],
          summary: 'What a reorganisation would do to the work that is open now; changes nothing',
          security: bearer,
          params,
          querystring: query,
          response: { 200: z.union([answer, z.string()]), ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      async (request, reply) => {
        const preview = await showPreview(deps, callerOf(request), { ...request.params, ...request.query })
        if (request.query.format === 'json') return preview
        return await reply.type('text/csv; charset=utf-8').send(previewListAsCsv(preview, request.query.list))
      },
    )
  }

/** @throws {DomainError} `forbidden` and `notFound` of the unit; `notFound` where no reorganisation of this id is declared */
export async function showPreview(
  deps: RouteDeps,
  caller: Caller,
  { id, unit: requested, at, by, load, standing }: z.infer<typeof params> & z.infer<typeof query>,
): Promise<z.infer<typeof answer>> {
  const { database, now } = deps
  const asOfMs = now()
  const unit = await supervisedUnit(deps, caller, requested, { fromMs: 0, untilMs: asOfMs })
  const units = unit === null ? null : await unitsBelow(database.sql, unit, asOfMs)
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const { at: instantMs, ...preview } = await previewReorganisation(database, of, {
    ...{ asOfMs, by, load: load ?? null, units: units === null ? null : new Set(units) },
    ...(at === undefined ? {} : { at: Date.parse(at) }),
    ...(standing === 'true' ? { standing: true } : {}),
  })
  return {
    ...{ reorganisation: of.id, name: of.name, basis: of.basis, openQuestions: [...of.openQuestions] },
    ...{
      at: isoOf(instantMs),
      asOf: isoOf(asOfMs),
      unit,
      standing: preview.standing,
      totals: preview.totals,
    },
    ...{ problems: [...preview.problems], items: [...preview.items], units: [...preview.units] },
    ...{ needsPerson: [...preview.needsPerson], desks: [...preview.desks], waiting: [...preview.waiting] },
    officers: preview.officers.map(({ officerId, before, after, leaves, takesUp }) => ({
      ...{ officerId, before, after },
      ...{ leaves: [...leaves], takesUp: [...takesUp] },
    })),
    readiness: preview.readiness.map(({ unitId, name, colour, criteria }) => ({
      ...{ unitId, name, colour },
      criteria: criteria.flatMap(({ id, colour, why }) => (why === null ? [] : [{ id, colour, why }])),
    })),
  }
}
