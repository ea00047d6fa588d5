import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  endMandate,
  lendMandate,
  type Mandate,
  mandatesOf,
  readMandate,
} from '../../db/territory/authority/mandate.ts'
import { supervises, supervisesOrAfter, worksInOrAfter } from '../../db/territory/units/unit-lookup.ts'
import { roleNames } from '../../domain/dossier/dossier.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { loanKinds, mandateKinds } from '../../domain/territory/mandate.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { refuseEndedUnit } from '../access/ended-unit.ts'
import type { RouteDeps } from '../server/deps.ts'
import {
  bearer,
  idempotencyHeaders,
  instant,
  isoOrNull,
  knownAt,
  line,
  problems,
  unitId,
} from '../server/schemas.ts'
import { changeAt } from './known-at.ts'

const officerId = z.string().min(1).max(200)

const loan = z.strictObject({
  unit: unitId,
  role: z.enum(roleNames),
  officer: officerId.describe('Who is to act; may be of another unit'),
  kind: z.enum(loanKinds),
  actingFor: officerId.describe('Who lends the role: holds it there by an own mandate'),
  from: instant.optional().describe('Now where left out; never before now'),
  until: instant.describe('The first instant at which it no longer holds'),
  basis: line(500).describe('The decision it rests on'),
})

const mandate = z
  .object({
    id: z.string(),
    officer: z.object({
      id: z.string(),
      name: z.string(),
      invented: z.boolean().describe('Made for trying out'),
    }),
    unit: z.string(),
    office: z.string().nullable(),
    role: z.string(),
    kind: z.enum(mandateKinds),
    actingFor: z.object({ id: z.string(), name: z.string() }).nullable(),
    from: instant.nullable(),
    until: instant.nullable(),
    basis: z.string(),
    upToDong: z
      .string()
      .nullable()
      .describe('The highest amount that a signature under it may have paid, đồng in digits; null: any'),
    lentBy: z.string().nullable(),
  })
  .meta({ id: 'Mandate' })

const mandatePage = z.object({
  items: z.array(mandate),
  next: z.string().nullable().describe('Null on the last page'),
})

const query = z.strictObject({
  unit: unitId,
  asOf: instant.optional().describe('Now where left out'),
  knownAt,
  after: z.string().max(300).optional().describe('`next` of the page before'),
})

const mandateParams = z.object({ id: z.string().regex(/^[\x21-\x7e]{1,200}$/) })

export const mandateRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/mandates',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          tags: ['mandates'],
          summary: 'Lend a role for a time, as a delegation or a substitution',
          security: bearer,
          headers: idempotencyHeaders,
          body: loan,
          response: {
            201: mandate,
            ...problems(
              'notCompetent',
              'unitEnded',
              'roleNotHeld',
              'lentToOneself',
              'mandateOverlaps',
              'keyReused',
            ),
          },
        },
      },
      async (request, reply) => {
        const lent = await lendRole(deps, callerOf(request), {
          key: request.headers['idempotency-key'],
          body: request.body,
        })
        return reply.code(201).send(lent)
      },
    )

    app.delete(
      '/mandates/:id',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          tags: ['mandates'],
          summary: 'End a lent mandate now; claims under it lapse, what was signed before stays valid',
          security: bearer,
          params: mandateParams,
          response: { 200: mandate, ...problems('notFound', 'forbidden', 'notCompetent') },
        },
      },
      (request) => endLoan(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/mandates',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['mandates'],
          summary: 'Who may act for a unit at an instant, in which role, for whom, on what basis',
          security: bearer,
          querystring: query,
          response: {
            200: mandatePage,
            ...problems('forbidden', 'notCompetent'),
          },
        },
      },
      (request) => listMandates(deps, callerOf(request), request.query),
    )
  }

/** @throws {DomainError} `invalidInput` of period or officer; `unitEnded`, `notCompetent`, `roleNotHeld`, `lentToOneself`, `mandateOverlaps`, `keyReused` */
export async function lendRole(
  deps: RouteDeps,
  caller: Caller,
  { key, body }: { key: string; body: z.infer<typeof loan> },
): Promise<z.infer<typeof mandate>> {
  const { unit, role, officer, kind, actingFor, basis } = body
  const at = deps.now()
  const { from, until } = periodOf(body, at)
  await refuseEndedUnit(deps, unit, at)
  await requireOver(deps, caller, unit, at)
  const lent = await lendMandate(deps.database, {
    ...{ caller: caller.id, key },
    ...{ unitId: unit, role, officerId: officer, kind, actingForId: actingFor, from, until, basis, at },
  })
  return present(lent)
}

/** Ends it now; ending it again changes nothing. @throws {DomainError} `notFound`, `notCompetent`; `forbidden` for an own mandate */
export async function endLoan(deps: RouteDeps, caller: Caller, id: string): Promise<z.infer<typeof mandate>> {
  const { database } = deps
  const at = deps.now()
  const found = await readMandate(database.sql, id)
  if (found === null) throw new DomainError('notFound')
  await requireOver(deps, caller, found.unitId, at)
  if (found.kind === 'own') {
    throw new DomainError('forbidden', {
      hint: 'An own mandate ends with the decision on personnel behind it, in the reference data.',
    })
  }
  await endMandate(database, { id, actorId: caller.id, at })
  return present((await readMandate(database.sql, id)) ?? found)
}

/** @throws {DomainError} `forbidden` for an officer of another unit; `notCompetent` for a supervisor of another unit; `invalidInput` of `knownAt` */
export async function listMandates(
  deps: RouteDeps,
  caller: Caller,
  { unit, asOf, knownAt, after }: z.infer<typeof query>,
): Promise<z.infer<typeof mandatePage>> {
  const { sql } = deps.database
  const at = deps.now()
  // Also of a former unit: who signed for it is asked long after.
  const over = { unitId: unit, root: caller.unitId, asOfMs: at }
  if (caller.role === 'supervisor' && !(await supervisesOrAfter(sql, over))) throw notOver()
  const works = { officerId: caller.id, within: null, unitId: unit, asOfMs: at }
  if (caller.role === 'officer' && !(await worksInOrAfter(sql, works))) {
    await refuseEndedUnit(deps, caller.unitId ?? unit, at)
    throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
  }
  const { items, next } = await mandatesOf(sql, {
    unitId: unit,
    asOfMs: asOf === undefined ? at : Date.parse(asOf),
    known: await changeAt(deps.database, knownAt),
    after,
  })
  return { items: items.map(present), next }
}

function periodOf(body: z.infer<typeof loan>, at: number): { from: number; until: number } {
  const from = body.from === undefined ? at : Date.parse(body.from)
  const until = Date.parse(body.until)
  if (until <= from) throw wrongField('/until', 'must be after the beginning')
  return { from, until }
}

async function requireOver(
  { database }: RouteDeps,
  { unitId: root }: Caller,
  unit: string,
  at: number,
): Promise<void> {
  if (!(await supervises(database.sql, { unitId: unit, root, asOfMs: at }))) throw notOver()
}

const notOver = () => new DomainError('notCompetent', { hint: 'Ask a supervisor of that unit.' })

function present(found: Mandate): z.infer<typeof mandate> {
  const {
    officerId,
    officerName,
    invented,
    unitId,
    officeId,
    actingForId,
    actingForName,
    from,
    until,
    ...rest
  } = found
  return {
    ...rest,
    officer: { id: officerId, name: officerName, invented },
    unit: unitId,
    office: officeId,
    actingFor: actingForId === null ? null : { id: actingForId, name: actingForName ?? actingForId },
    from: isoOrNull(from),
    until: isoOrNull(until),
  }
}
