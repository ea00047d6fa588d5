import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readReferenceFiles } from '../../db/load/reference-files.ts'
import { countTasks } from '../../db/tasks/task-counts.ts'
import { monthsOfUnit, stepsOfUnit, unitOfLoad } from '../../db/territory/units/unit-load.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { newCommuneId } from '../../domain/territory/territory-ids.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, knownAt, problems, unitId } from '../server/schemas.ts'
import { changeAt } from './known-at.ts'

const longestMs = 366 * 86_400_000

const query = z.strictObject({
  from: instant,
  to: instant.describe('The first instant after the period; 366 days after `from` at most'),
  knownAt,
})

const answer = z
  .object({
    unit: z.string(),
    name: z.string(),
    from: instant,
    to: instant,
    population: z.int().nullable(),
    areaKm2: z.number().nullable().describe('As the data of the units have it'),
    open: z.object({ tasks: z.int(), late: z.int() }).describe('At its desks now'),
    months: z.array(
      z.object({
        month: z.string().describe('YYYY-MM, by local time'),
        received: z.int().describe('Dossiers filed with it'),
        decided: z.int().describe('Steps decided while it was responsible'),
        late: z.int().describe('Of them, those after their due time'),
        officers: z.int().describe('With a mandate there at the end of the month, or of the period'),
      }),
    ),
    steps: z.array(
      z.object({
        procedureCode: z.string(),
        step: z.string(),
        role: z.string(),
        decided: z.int(),
        medianMinutes: z.number().describe('From opened to decided, by the clock'),
      }),
    ),
  })
  .meta({ id: 'UnitLoad' })

export const unitLoadRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:id/load',
      {
        onRequest: allow(deps.verify, 'supervisor', 'operator'),
        schema: {
          tags: ['counts'],
          summary: 'A unit over time: people, land, officers, what comes in and what a step takes',
          security: bearer,
          params: z.object({ id: unitId }),
          querystring: query,
          response: { 200: answer, ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      (request) => showLoad(deps, callerOf(request), { ...request.params, ...request.query }),
    )
  }

/** @throws {DomainError} `invalidInput` for a period that is empty or too long; `forbidden` and `notFound` of the unit */
export async function showLoad(
  deps: RouteDeps,
  caller: Caller,
  { id, from, to, knownAt }: { id: string } & z.infer<typeof query>,
): Promise<z.infer<typeof answer>> {
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(to)]
  if (fromMs >= untilMs || untilMs - fromMs > longestMs) {
    throw wrongField('/querystring/from', 'must lie before `to`, by 366 days at most')
  }
  const { sql } = deps.database
  const asOfMs = deps.now()
  await supervisedUnit(deps, caller, id, { fromMs, untilMs })
  const known = await changeAt(deps.database, knownAt)
  const unit = await unitOfLoad(sql, id, known)
  if (unit === null) throw new DomainError('notFound')
  const period = { unitId: id, fromMs, untilMs, known }
  const [open, months, steps, areaKm2] = await Promise.all([
    countTasks(sql, { unitId: id, by: 'lateness', asOfMs }),
    monthsOfUnit(sql, period),
    stepsOfUnit(sql, period),
    areaOf(id),
  ])
  const sum = (of: 'tasks' | 'late') => open.reduce((total, item) => total + item[of], 0)
  return {
    ...{ unit: id, name: unit.name, from: isoOf(fromMs), to: isoOf(untilMs) },
    ...{ population: unit.population, areaKm2, open: { tasks: sum('tasks'), late: sum('late') } },
    ...{ months: [...months], steps: [...steps] },
  }
}

/** Of communes of today; the tables do not have it. */
async function areaOf(id: string): Promise<number | null> {
  const { newCommunes } = await readReferenceFiles()
  return newCommunes.find(({ code }) => newCommuneId(code) === id)?.areaKm2 ?? null
}
