import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { countGroups, countTasks } from '../../db/read/task-counts.ts'
import type { RouteDeps } from '../api-deps.ts'
import { allow, callerOf } from '../auth.ts'
import { bearer, instant, isoOf, problems, unitId } from '../fields.ts'
import { supervisedUnit } from '../supervised.ts'

const query = z.strictObject({
  unit: unitId
    .optional()
    .describe('With all units below it; that of the token where left out, else the whole'),
  by: z.enum(countGroups),
})

const counts = z.object({
  unit: z.string().nullable(),
  asOf: instant,
  by: z.enum(countGroups),
  tasks: z.int().describe('Open at desks'),
  late: z.int().describe('Of them, those whose due time has passed'),
  items: z.array(
    z
      .object({
        key: z.string().describe('Unit, office, field, procedure, procedure/step, or `late` and `inTime`'),
        name: z.string().nullable().describe('Of a unit or office'),
        tasks: z.int(),
        late: z.int(),
      })
      .meta({ id: 'TaskCount' }),
  ),
})

export const countRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/counts',
      {
        onRequest: allow(deps.verify, 'supervisor', 'operator'),
        schema: {
          tags: ['counts'],
          summary: 'How many tasks are open and late, exact as of now, by the unit that is responsible now',
          security: bearer,
          querystring: query,
          response: { 200: counts, ...problems('forbidden', 'notFound') },
        },
      },
      async (request) => {
        const { unit: asked, by } = request.query
        const unit = await supervisedUnit(deps, callerOf(request), asked)
        const asOfMs = deps.now()
        const items = await countTasks(deps.database.sql, { unitId: unit, by, asOfMs })
        const sum = (of: 'tasks' | 'late') => items.reduce((total, item) => total + item[of], 0)
        return { unit, asOf: isoOf(asOfMs), by, tasks: sum('tasks'), late: sum('late'), items: [...items] }
      },
    )
  }
