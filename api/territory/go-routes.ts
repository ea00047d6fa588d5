/** The page that is read before the instant of a reorganisation: what is red and why, who is on duty, and what was decided. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import {
  dutiesOf,
  enterDuty,
  goDecisionsOf,
  recordGoDecision,
} from '../../db/reorganisations/preview/duty.ts'
import { readGoFacts } from '../../db/reorganisations/preview/go-facts.ts'
import { wrongField } from '../../domain/errors.ts'
import { goCheckIds, goDecisions, judgeGo } from '../../domain/territory/reorganisation/go.ts'
import { readinessColours } from '../../domain/territory/reorganisation/readiness.ts'
import { desksOfRegistry } from '../../procedures/registry/desks-of.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, line, problems } from '../server/schemas.ts'
import { reorganisationsOf } from './reorganisation-of-form.ts'

const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/) })

const duty = z.object({
  id: z.int(),
  role: z.string(),
  officer: z.string().describe('Id; no name'),
  from: instant,
  until: instant,
  enteredBy: z.string(),
})

const decided = z.object({
  decision: z.enum(goDecisions),
  by: z.string(),
  red: z.int().describe('Checks that were red then'),
  basis: z.string().nullable(),
  at: instant,
})

const page = z
  .object({
    reorganisation: z.string(),
    effectiveAt: instant,
    verdict: z.enum(goDecisions).describe('`go` where nothing is red'),
    red: z.int(),
    checks: z.array(
      z.object({
        id: z.enum(goCheckIds),
        colour: z.enum(readinessColours),
        count: z.int(),
        what: z.string(),
        why: z.string().nullable().describe('Null where it is green'),
        named: z.array(z.string()).describe('Ids and numbers, the first of them'),
      }),
    ),
    duties: z.array(duty),
    decisions: z.array(decided).describe('The latest first'),
  })
  .meta({ id: 'ReorganisationGo' })

const dutyBody = z.strictObject({
  role: line(100).describe('What the officer is there for'),
  officer: line(100).describe('Id of an officer'),
  from: instant,
  until: instant,
  replaces: z.int().optional().describe('The entry that was wrong'),
})

const decisionBody = z.strictObject({
  decision: z.enum(goDecisions),
  basis: line(500).optional().describe('Needed for `go` while something is red'),
})

export const goRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator')
    const common = { tags: ['reorganisations'], security: bearer, params }
    app.get(
      '/reorganisations/:id/go',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Go, or no-go because of so many red checks; who is on duty, and what was decided',
          response: { 200: page, ...problems('notFound') },
        },
      },
      (request) => showGo(deps, request.params.id),
    )
    app.post(
      '/reorganisations/:id/duties',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Enter a turn of duty; a wrong one is replaced, and kept',
          body: dutyBody,
          response: { 201: z.array(duty), ...problems('notFound') },
        },
      },
      async (request, reply) => {
        return reply.code(201).send(await addDuty(deps, callerOf(request), request.params.id, request.body))
      },
    )
    app.post(
      '/reorganisations/:id/go-decisions',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Record go or no-go, with what is red at that moment',
          body: decisionBody,
          response: { 201: page, ...problems('notFound') },
        },
      },
      async (request, reply) => {
        return reply.code(201).send(await decideGo(deps, callerOf(request), request.params.id, request.body))
      },
    )
  }

/** @throws {DomainError} `notFound` */
export async function showGo(deps: RouteDeps, id: string): Promise<z.infer<typeof page>> {
  const { sql } = deps.database
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const facts = await readGoFacts(deps.database, of, machineNow(deps), desksOfRegistry(deps.registry))
  const { verdict, red, checks } = judgeGo(facts)
  const decisions = await goDecisionsOf(sql, { id, run: facts.run })
  return {
    ...{ reorganisation: id, effectiveAt: isoOf(facts.effectiveAt), verdict, red },
    checks: checks.map((check) => ({ ...check, named: [...check.named] })),
    duties: await listDuties(deps, id),
    decisions: decisions.map(({ actorId, at, ...rest }) => ({ ...rest, by: actorId, at: isoOf(at) })),
  }
}

/** @throws {DomainError} `notFound`; `invalidInput` of an officer that nobody knows, or an entry that cannot be replaced */
export async function addDuty(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { role, officer, from, until, ...rest }: z.infer<typeof dutyBody>,
): Promise<z.infer<typeof duty>[]> {
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const [startsAt, endsAt] = [Date.parse(from), Date.parse(until)]
  const replaces = rest.replaces ?? null
  if (endsAt <= startsAt) throw wrongField('/until', 'is not after /from')
  const entered = await enterDuty(deps.database.sql, {
    ...{ reorganisation: of.id, role, officerId: officer, startsAt, endsAt, replaces },
    ...{ enteredBy: caller.id, at: deps.now() },
  })
  if (!entered) {
    throw replaces === null
      ? wrongField('/officer', 'is no officer')
      : wrongField(
          '/replaces',
          'is no entry of this list, or was replaced already; or /officer is no officer',
        )
  }
  return await listDuties(deps, id)
}

/** @throws {DomainError} `notFound`; `invalidInput` for a go in spite of red checks that says no reason */
export async function decideGo(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { decision, ...rest }: z.infer<typeof decisionBody>,
): Promise<z.infer<typeof page>> {
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const basis = rest.basis ?? null
  const facts = await readGoFacts(deps.database, of, machineNow(deps), desksOfRegistry(deps.registry))
  const reds = judgeGo(facts).checks.filter(({ colour }) => colour === 'red')
  if (decision === 'go' && reds.length > 0 && basis === null) {
    throw wrongField('/basis', `is missing while ${reds.length} checks are red`)
  }
  await recordGoDecision(deps.database.sql, {
    ...{ reorganisation: of.id, run: facts.run, decision, actorId: caller.id, basis, at: deps.now() },
    reds: reds.map((red) => red.id),
  })
  return await showGo(deps, id)
}

async function listDuties({ database }: RouteDeps, id: string): Promise<z.infer<typeof duty>[]> {
  const found = await dutiesOf(database.sql, id)
  return found.map(({ officerId, startsAt, endsAt, ...rest }) => ({
    ...rest,
    officer: officerId,
    from: isoOf(startsAt),
    until: isoOf(endsAt),
  }))
}

/** What the clock of this machine says: requests are judged by the database's. */
const machineNow =
  ({ now, machineAheadMs }: RouteDeps) =>
  (): number =>
    now() + (machineAheadMs?.() ?? 0)
