import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  type Incompetent,
  incompetenceReasons,
  incompetentDecisions,
} from '../../db/territory/authority/competence-audit.ts'
import { wrongField } from '../../domain/errors.ts'
import { allow } from '../access/auth.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, knownAt, problems } from '../server/schemas.ts'
import { recordedAt } from '../territory/known-at.ts'

const day = 86_400_000
/** A month of a city is judged in some seconds. */
const longest = 366 * day

const query = z.strictObject({
  from: instant.optional().describe('A day before `until` where left out'),
  until: instant.optional().describe('Now where left out; 366 days after `from` at most'),
  after: z.string().max(300).optional().describe('`next` of the page before; ask with the same times'),
  knownAt: knownAt.describe('As known then, instead of now; leaves out what was decided after it'),
})

const found = z.object({
  decision: z.uuid(),
  dossier: z.uuid(),
  task: z.string(),
  officer: z.string(),
  unit: z.string().nullable().describe('For which it was signed'),
  responsible: z.string().nullable().describe('The unit that was responsible then'),
  acceptedAt: instant.describe('Legal date of the signature'),
  why: z
    .enum(incompetenceReasons)
    .describe('Signed for another unit; on substance, of what is not placed; without a mandate of the role'),
})

const foundPage = z.object({
  from: instant,
  until: instant,
  items: z.array(found).describe('By what was known when it was decided'),
  asKnownNow: z
    .array(found)
    .describe('Lawful by what was known when it was decided, and not by what is known now: it stands'),
  next: z.string().nullable().describe('Null on the last page'),
})

const cursor = cursors(z.object({ acceptedAt: z.number(), decision: z.uuid() }))

export const auditRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audits/competence',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['audits'],
          summary: 'Decisions signed by a body that was not competent at their date',
          security: bearer,
          querystring: query,
          response: {
            200: foundPage,
            ...problems(),
          },
        },
      },
      (request) => auditCompetence(deps, request.query),
    )
  }

/** @throws {DomainError} `invalidInput` for a period that is empty or too long, or a `knownAt` still to come */
export async function auditCompetence(
  { database, now }: RouteDeps,
  { from, until, after, knownAt }: z.infer<typeof query>,
): Promise<z.infer<typeof foundPage>> {
  const untilMs = until === undefined ? now() : Date.parse(until)
  const fromMs = from === undefined ? untilMs - day : Date.parse(from)
  if (fromMs >= untilMs || untilMs - fromMs > longest) {
    throw wrongField('/querystring/from', 'must lie before `until`, by 366 days at most')
  }
  const known = await recordedAt(database, knownAt)
  const { items, asKnownNow, next } = await incompetentDecisions(database.sql, {
    ...{ fromMs, untilMs, after: after === undefined ? undefined : cursor.read(after) },
    known,
  })
  return {
    from: isoOf(fromMs),
    until: isoOf(untilMs),
    items: items.map(presented),
    asKnownNow: asKnownNow.map(presented),
    next: next === null ? null : cursor.write(next),
  }
}

function presented(one: Incompetent): z.infer<typeof found> {
  const { decision, dossierId, taskId, officerId, unitId, responsibleId, acceptedAt, why } = one
  return {
    ...{ decision, dossier: dossierId, task: taskId, officer: officerId, why },
    ...{ unit: unitId, responsible: responsibleId, acceptedAt: isoOf(acceptedAt) },
  }
}
