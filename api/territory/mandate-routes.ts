import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endMandate, lendMandate, type Mandate, mandatesOf, readMandate } from '../../db/territory/mandate.ts'
import { supervises, worksIn } from '../../db/territory/unit-lookup.ts'
import { roles } from '../../domain/dossier/dossier.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, instant, isoOrNull, line, problems, unitId } from '../server/schemas.ts'

const officerId = z.string().min(1).max(200)

const loan = z.strictObject({
  unit: unitId,
  role: z.enum(Object.keys(roles)),
  officer: officerId.describe('Who is to act; may be of another unit'),
  kind: z.enum(['delegated', 'substitution']),
  actingFor: officerId.describe('Who lends the role: holds it there by an own mandate'),
  from: instant.optional().describe('Now where left out; never before now'),
  until: instant.describe('The first instant at which it holds no more'),
  basis: line(500).describe('The decision it rests on'),
})

const mandate = z
  .object({
    id: z.string(),
    officer: z.object({ id: z.string(), name: z.string() }),
    unit: z.string(),
    office: z.string().nullable(),
    role: z.string(),
    kind: z.enum(['own', 'delegated', 'substitution']),
    actingFor: z.object({ id: z.string(), name: z.string() }).nullable(),
    from: instant.nullable(),
    until: instant.nullable(),
    basis: z.string(),
    lentBy: z.string().nullable(),
  })
  .meta({ id: 'Mandate' })

const query = z.strictObject({
  unit: unitId,
  asOf: instant.optional().describe('Now where left out'),
  after: z.string().max(300).optional().describe('`next` of the page before'),
})

const mandateParams = z.object({ id: z.string().regex(/^[\x21-\x7e]{1,200}$/) })

export const mandateRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, now, verify } = deps

    app.post(
      '/mandates',
      {
        onRequest: allow(verify, 'supervisor'),
        schema: {
          tags: ['mandates'],
          summary: 'Lend a role for a time: delegate it, or have somebody stand in',
          security: bearer,
          headers: idempotencyHeaders,
          body: loan,
          response: {
            201: mandate,
            ...problems('notCompetent', 'roleNotHeld', 'mandateOverlaps', 'keyReused'),
          },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const { unit, role, officer, kind, actingFor, basis } = request.body
        const at = now()
        const { from, until } = periodOf(request.body, at)
        if (officer === actingFor) throw wrongField('/officer', 'cannot stand in for oneself')
        await requireOver(deps, caller, unit, at)
        const lent = await lendMandate(database, {
          ...{ caller: caller.id, key: request.headers['idempotency-key'] },
          ...{ unitId: unit, role, officerId: officer, kind, actingForId: actingFor, from, until, basis, at },
        })
        return await reply.code(201).send(present(lent))
      },
    )

    app.delete(
      '/mandates/:id',
      {
        onRequest: allow(verify, 'supervisor'),
        schema: {
          tags: ['mandates'],
          summary: 'End a lent mandate now; claims under it lapse, what was signed before stays valid',
          security: bearer,
          params: mandateParams,
          response: { 200: mandate, ...problems('notFound', 'forbidden', 'notCompetent') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const at = now()
        const { id } = request.params
        const standing = await readMandate(database.sql, id)
        if (standing === null) throw new DomainError('notFound')
        await requireOver(deps, caller, standing.unitId, at)
        if (standing.kind === 'own') {
          throw new DomainError('forbidden', {
            hint: 'An own mandate ends with the decision on personnel behind it, in the reference data.',
          })
        }
        await endMandate(database, { id, actorId: caller.id, at })
        return present((await readMandate(database.sql, id)) ?? standing)
      },
    )

    app.get(
      '/mandates',
      {
        onRequest: allow(verify, 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['mandates'],
          summary: 'Who may act for a unit at an instant, in which role, for whom, on what basis',
          security: bearer,
          querystring: query,
          response: {
            200: z.object({
              items: z.array(mandate),
              next: z.string().nullable().describe('Null on the last page'),
            }),
            ...problems('forbidden', 'notCompetent'),
          },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { unit, asOf, after } = request.query
        const at = now()
        if (caller.role === 'supervisor') await requireOver(deps, caller, unit, at)
        if (caller.role === 'officer' && !(await worksIn(database.sql, caller.id, unit, at))) {
          throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
        }
        const { items, next } = await mandatesOf(database.sql, {
          unitId: unit,
          asOfMs: asOf === undefined ? at : Date.parse(asOf),
          after,
        })
        return { items: items.map(present), next }
      },
    )
  }

function periodOf(body: z.infer<typeof loan>, at: number): { from: number; until: number } {
  const from = body.from === undefined ? at : Date.parse(body.from)
  const until = Date.parse(body.until)
  if (until <= from) throw wrongField('/until', 'must come after it begins')
  return { from, until }
}

async function requireOver(
  { database }: RouteDeps,
  { unitId: root }: Caller,
  unit: string,
  at: number,
): Promise<void> {
  if (!(await supervises(database.sql, { unitId: unit, root, asOfMs: at })))
    throw new DomainError('notCompetent', { hint: 'Ask a supervisor of that unit.' })
}

function present(found: Mandate): z.infer<typeof mandate> {
  const { officerId, officerName, unitId, officeId, actingForId, actingForName, from, until, ...rest } = found
  return {
    ...rest,
    officer: { id: officerId, name: officerName },
    unit: unitId,
    office: officeId,
    actingFor: actingForId === null ? null : { id: actingForId, name: actingForName ?? actingForId },
    from: isoOrNull(from),
    until: isoOrNull(until),
  }
}
