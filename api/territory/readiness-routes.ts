/** Whether units can begin: red, amber, green and why; and what inspection teams enter. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { answersOf, type FoundUnit, readReadiness, recordAnswer } from '../../db/territory/units/readiness.ts'
import { unitName } from '../../db/territory/units/unit-lookup.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
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
import { reorganisationsOf } from './reorganisation-of-form.ts'

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
  reorganisation: z.string().nullable().describe('For which the team looked; null: none'),
  criterion: z.enum(checklistIds),
  answer: z.enum(readinessAnswers),
  team: z.string(),
  enteredBy: z.string(),
  note: z.string().nullable(),
  at: instant.describe('When it was found so'),
})

const query = z.strictObject({ asOf: instant.optional().describe('Also to come; now where left out') })

const answerBody = z.strictObject({
  criterion: z.enum(checklistIds),
  answer: z.enum(readinessAnswers),
  team: z.literal(inspectionTeams).describe('The inspection team, by number'),
  note: note.optional(),
  reorganisation: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .describe('For which the team looked: the answer counts in its preview, and in that of no other'),
  at: instant.optional().describe('When it was found so; now where left out'),
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

/** @throws {DomainError} `notFound` of a unit that nobody knows, or of the reorganisation; `invalidInput` of an instant to come */
export async function enterAnswer(
  deps: RouteDeps,
  actorId: string,
  id: string,
  { criterion, answer, team, ...given }: z.infer<typeof answerBody>,
): Promise<z.infer<typeof entered>> {
  const { sql } = deps.database
  const now = deps.now()
  const at = given.at === undefined ? now : Date.parse(given.at)
  if (at > now) throw wrongField('/at', 'lies in the future')
  const reorganisation = given.reorganisation ?? null
  await requireKnown(deps, id, reorganisation)
  const found = {
    reorganisation,
    criterion,
    answer,
    team: inspectionTeamName(team),
    note: given.note ?? null,
  }
  await recordAnswer(sql, { ...found, unitId: id, actorId, at })
  return { ...found, enteredBy: actorId, at: isoOf(at) }
}

/**
 * Teams inspect before anything is armed: a unit that begins with the reorganisation is known by what that would make of the rows.
 * @throws {DomainError} `notFound`
 */
async function requireKnown(deps: RouteDeps, id: string, reorganisation: string | null): Promise<void> {
  const { sql } = deps.database
  const of = reorganisation === null ? null : reorganisationOf(await reorganisationsOf(deps), reorganisation)
  if ((await unitName(sql, id)) !== null) return
  const begun = of?.produce(await readReferenceRows(sql)).changes.unit ?? []
  if (begun.every(({ row }) => row.id !== id)) throw new DomainError('notFound')
}

function presented({ id, name, facts, answers }: FoundUnit): z.infer<typeof readiness> {
  const { colour, criteria } = readinessOf(facts, answers)
  return { unit: { id, name }, colour, criteria: [...criteria] }
}
