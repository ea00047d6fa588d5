import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { countGroups, countTasks, type TaskCount } from '../../db/tasks/task-counts.ts'
import { countTasksByLand, landGroups } from '../../db/tasks/task-counts-by-land.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { deskFilter } from '../access/desk-filter.ts'
import { supervisedUnit } from '../access/supervised-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, byLand, instant, isoOf, knownAt, problems, unitId } from '../server/schemas.ts'
import { recordedAt } from '../territory/known-at.ts'
import { landRequested } from './land-requested.ts'

const query = z.strictObject({
  unit: unitId
    .optional()
    .describe(
      'With all units below it; that of the token where left out, else the whole; officers ask for their own',
    ),
  by: z.enum(countGroups),
  asOf: instant
    .optional()
    .describe('Not before now: what is open now, as it would be held and late then; now where left out'),
  ...byLand,
  knownAt: knownAt.describe(
    'Which unit held which land, as known at that instant; needs `geography`. The tasks are those that are open now',
  ),
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
        onRequest: allow(deps.verify, 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['counts'],
          summary:
            'How many tasks are open and late, exact as of now, by the unit that is responsible now or by where they lie',
          security: bearer,
          querystring: query,
          response: { 200: counts, ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      (request) => countOpenTasks(deps, callerOf(request), request.query),
    )
  }

/** @throws {DomainError} `invalidInput` for a past instant, or offices by land; `forbidden` and `notFound` of the unit */
export async function countOpenTasks(
  deps: RouteDeps,
  caller: Caller,
  { unit: requested, by, asOf, knownAt, ...land }: z.infer<typeof query>,
): Promise<z.infer<typeof counts>> {
  const asOfMs = instantOf(asOf, deps.now())
  const { sql } = deps.database
  const answered = (unit: string | null, items: readonly TaskCount[]): z.infer<typeof counts> => {
    const sum = (of: 'tasks' | 'late') => items.reduce((total, item) => total + item[of], 0)
    return { unit, asOf: isoOf(asOfMs), by, tasks: sum('tasks'), late: sum('late'), items: [...items] }
  }
  if (caller.role === 'officer' && land.geography !== undefined) throw new DomainError('forbidden')
  if (knownAt !== undefined && land.geography === undefined) {
    throw wrongField('/querystring/knownAt', 'needs `geography`')
  }
  const known = await recordedAt(deps.database, knownAt)
  const asked = await landRequested(deps, caller, { unit: requested, ...land }, known)
  if (asked !== null) {
    const group = landGroups.find((one) => one === by)
    if (group === undefined) throw wrongField('/querystring/by', `is not counted by land: ${by}`)
    const { geography } = asked
    return answered(asked.unit, await countTasksByLand(sql, { geography, by: group, asOfMs }))
  }
  const unit = await unitCounted(deps, caller, requested, asOfMs)
  return answered(unit, await countTasks(sql, { unitId: unit, by, asOfMs }))
}

/** The counts hold no past: due dates may have moved since. Each task keeps its own history. */
function instantOf(asOf: string | undefined, now: number): number {
  const asOfMs = asOf === undefined ? now : Date.parse(asOf)
  if (asOfMs >= now) return asOfMs
  throw wrongField('/querystring/asOf', 'lies in the past; counts are of what is open now')
}

/** @throws {DomainError} as for the inbox of an officer, and as for the figures of a supervisor */
async function unitCounted(
  deps: RouteDeps,
  caller: Caller,
  unit: string | undefined,
  asOfMs: number,
): Promise<string | null> {
  if (caller.role !== 'officer')
    return await supervisedUnit(deps, caller, unit, { fromMs: asOfMs, untilMs: asOfMs })
  return (await deskFilter(deps, caller, { unit }, deps.now())).unitId
}
