import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  type AdoptionOutcome,
  type AdoptionRun,
  readAdoptionRuns,
  readOutcomes,
} from '../../db/editions/adoption-outcomes.ts'
import { DomainError } from '../../domain/errors.ts'
import { transitionPolicyNames } from '../../procedures/grammar/definition/transition-policy.ts'
import { adoptionOutcomes, effects } from '../../procedures/grammar/editions/edition-effect.ts'
import { allow } from '../access/auth.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'
import { editionParams } from './edition-param.ts'

const pageSize = 200
const runsShown = 100

const run = z
  .object({
    id: z.uuid(),
    procedure: z.string(),
    edition: z.iso.date(),
    policy: z.enum(transitionPolicyNames),
    basis: z.string().describe('Vietnamese, as it is cited'),
    askedBy: z.string(),
    askedAt: instant,
    judgedAt: instant
      .nullable()
      .describe('When every dossier had been judged; null where it goes on or was broken off'),
    counts: z.record(z.enum(adoptionOutcomes), z.int()),
  })
  .meta({ id: 'EditionAdoption' })

const item = z.object({
  dossier: z.uuid(),
  code: z.string(),
  effect: z.enum(effects),
  outcome: z.enum(adoptionOutcomes),
  reason: z.string().nullable().describe('Why it keeps its edition, or the error it was refused with'),
  what: z.array(z.string()).describe('Steps, fields or drawbacks that the reason names'),
  dueAt: instant.nullable().describe('End of its statutory time now'),
})

const runs = z.object({ items: z.array(run) })
const runOutcomes = run.extend({
  items: z.array(item),
  next: z.string().nullable().describe('Null on the last page'),
})

const cursor = cursors(z.uuid())

export const adoptionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator')
    app.get(
      '/procedures/:code/adoptions',
      {
        onRequest,
        schema: {
          tags: ['procedures'],
          summary: 'Adoption runs: open dossiers asked to take a newer edition, the latest first',
          security: bearer,
          params: editionParams,
          response: { 200: runs, ...problems() },
        },
      },
      (request) => listAdoptions(deps, request.params.code),
    )

    app.get(
      '/adoptions/:id',
      {
        onRequest,
        schema: {
          tags: ['procedures'],
          summary: 'An adoption run, with the outcome of each dossier',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          querystring: z.strictObject({
            after: z.string().max(300).optional().describe('`next` of the page before'),
          }),
          response: {
            200: runOutcomes,
            ...problems('notFound'),
          },
        },
      },
      (request) => showAdoption(deps, { id: request.params.id, after: request.query.after }),
    )
  }

export async function listAdoptions({ database }: RouteDeps, code: string): Promise<z.infer<typeof runs>> {
  const found = await readAdoptionRuns(database.sql, { code, limit: runsShown })
  return { items: found.map(presentRun) }
}

/** A run and a page of its dossiers. @throws {DomainError} `notFound` */
export async function showAdoption(
  { database: { sql } }: RouteDeps,
  { id, after }: { id: string; after: string | undefined },
): Promise<z.infer<typeof runOutcomes>> {
  const [[found], outcomes] = await Promise.all([
    readAdoptionRuns(sql, { id }),
    readOutcomes(sql, id, {
      after: after === undefined ? null : cursor.read(after),
      limit: pageSize + 1,
    }),
  ])
  if (found === undefined) throw new DomainError('notFound')
  const page = outcomes.slice(0, pageSize)
  const last = page.at(-1)
  return {
    ...presentRun(found),
    items: page.map(presentOutcome),
    next: outcomes.length > pageSize && last !== undefined ? cursor.write(last.dossierId) : null,
  }
}

function presentRun({ code, askedAt, judgedAt, counts, ...rest }: AdoptionRun): z.infer<typeof run> {
  return {
    ...rest,
    procedure: code,
    askedAt: isoOf(askedAt),
    judgedAt: isoOrNull(judgedAt),
    counts: { ...counts },
  }
}

function presentOutcome({ dossierId, what, dueAt, ...rest }: AdoptionOutcome): z.infer<typeof item> {
  return { ...rest, dossier: dossierId, what: [...what], dueAt: isoOrNull(dueAt) }
}
