/** Whether units can begin: red, amber, green and why; and what inspection teams enter. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answersOf, type FoundUnit, readReadiness, recordAnswer } from '../../db/territory/units/readiness.ts'
import { unitName } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  checklistIds,
  criterionIds,
  inspectionTeamName,
  inspectionTeams,
  readinessAnswers,
  readinessColours,
  readinessOf,
} from '../../domain/territory/reorganisation/readiness.ts'
import { allow, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, note, problems, unitId } from '../server/schemas.ts'

const criterion = z.object({
  id: z.enum(criterionIds),
  name: z.string(),
  source: z.enum(['row', 'checklist']).describe('Rows of this system, or what inspection teams enter'),
  redWhen: z.string(),
  colour: z.enum(readinessColours),
  why: z.string().nullable().describe('Null where it is green'),
})

const readiness = z
  .object({
    unit: z.object({ id: z.string(), name: z.string() }),
    colour: z.enum(readinessColours),
    criteria: z.array(criterion),
  })
  .meta({ id: 'Readiness' })

const entered = z.object({
  criterion: z.enum(checklistIds),
  answer: z.enum(readinessAnswers),
  team: z.string(),
  enteredBy: z.string(),
  note: z.string().nullable(),
  at: instant,
})

const query = z.strictObject({ asOf: instant.optional().describe('Also to come; now where left out') })

const answerBody = z.strictObject({
  criterion: z.enum(checklistIds),
  answer: z.enum(readinessAnswers),
  team: z.literal(inspectionTeams).describe('The inspection team, by number'),
  note: note.optional(),
})

export const readinessRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['units'], security: bearer }
    const readers = allow(deps.verify, 'officer', 'supervisor', 'operator')

    app.get(
      '/readiness',
      {
        onRequest: readers,
        schema: {
          ...common,
          summary: 'The communes that stand at an instant, each red, amber or green and why',
          querystring: query,
          response: {
            200: z.object({
              asOf: instant,
              counts: z.object({ red: z.int(), amber: z.int(), green: z.int() }),
              items: z.array(readiness),
            }),
            ...problems('forbidden'),
          },
        },
      },
      (request) => listReadiness(deps, request.query.asOf),
    )

    app.get(
      '/units/:id/readiness',
      {
        onRequest: readers,
        schema: {
          ...common,
          summary: 'Whether a unit can begin at an instant, by each criterion, and what was entered of it',
          params: z.object({ id: unitId }),
          querystring: query,
          response: {
            200: readiness.extend({ asOf: instant, entered: z.array(entered) }).meta({ id: 'UnitReadiness' }),
            ...problems('forbidden', 'notFound'),
          },
        },
      },
      (request) => showReadiness(deps, request.params.id, request.query.asOf),
    )

    app.post(
      '/units/:id/readiness',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          ...common,
          summary: 'Enter what an inspection team found; the last answer counts, all are kept',
          params: z.object({ id: unitId }),
          body: answerBody,
          response: { 201: entered, ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) => {
        const made = await enterAnswer(deps, callerOf(request).id, request.params.id, request.body)
        return reply.code(201).send(made)
      },
    )
  }

export async function listReadiness({ database, now }: RouteDeps, asOf: string | undefined) {
  const asOfMs = asOf === undefined ? now() : Date.parse(asOf)
  const items = (await readReadiness(database.sql, { unitId: null, asOfMs })).map(presented)
  const count = (colour: string) => items.filter((item) => item.colour === colour).length
  return {
    asOf: isoOf(asOfMs),
    counts: { red: count('red'), amber: count('amber'), green: count('green') },
    items,
  }
}

/** @throws {DomainError} `notFound` of a unit that does not stand then */
export async function showReadiness({ database, now }: RouteDeps, id: string, asOf: string | undefined) {
  const asOfMs = asOf === undefined ? now() : Date.parse(asOf)
  const [[found], answers] = await Promise.all([
    readReadiness(database.sql, { unitId: id, asOfMs }),
    answersOf(database.sql, id),
  ])
  if (found === undefined) throw new DomainError('notFound')
  return {
    ...presented(found),
    asOf: isoOf(asOfMs),
    entered: answers.map(({ at, ...answer }) => ({ ...answer, at: isoOf(at) })),
  }
}

/** @throws {DomainError} `notFound` of a unit that nobody knows */
export async function enterAnswer(
  { database, now }: RouteDeps,
  actorId: string,
  id: string,
  { note: given, team: number, ...rest }: z.infer<typeof answerBody>,
): Promise<z.infer<typeof entered>> {
  const at = now()
  const text = given ?? null
  const body = { ...rest, team: inspectionTeamName(number) }
  if ((await unitName(database.sql, id)) === null) throw new DomainError('notFound')
  await recordAnswer(database.sql, { ...body, unitId: id, actorId, note: text, at })
  return { ...body, note: text, enteredBy: actorId, at: isoOf(at) }
}

function presented({ id, name, facts, answers }: FoundUnit): z.infer<typeof readiness> {
  const { colour, criteria } = readinessOf(facts, answers)
  return { unit: { id, name }, colour, criteria: [...criteria] }
}
