import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findUnits, readUnit, type UnitSummary } from '../../db/territory/units/unit-search.ts'
import { callerRoles, powers, tiers } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { siteUses, unitEpochs, unitTiers } from '../../domain/territory/unit.ts'
import { allow } from '../access/auth.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOrNull, knownAt, line, problems, unitId } from '../server/schemas.ts'
import { changeAt } from './known-at.ts'

const query = z.strictObject({
  name: line(100).optional().describe('Any part of a name of today or of before, with or without diacritics'),
  code: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional()
    .describe('Two units may share a code: see the epoch'),
  epoch: z.enum(unitEpochs).optional(),
  tier: z.enum(unitTiers).optional(),
  asOf: instant.optional().describe('Only units that exist then; those of every time where left out'),
  knownAt,
  after: z.string().max(500).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(50).default(50),
})

const named = z.object({ id: z.string(), name: z.string() })
const related = named.extend({ relation: z.string(), basis: z.string() })

const unit = z
  .object({
    id: z.string(),
    epoch: z.string(),
    code: z.string(),
    name: z.string(),
    type: z.string(),
    tier: z.string(),
    parent: named.nullable(),
    from: instant.nullable(),
    until: instant.nullable().describe('The first instant at which it no longer exists'),
    seat: z.string().nullable(),
    seatDoubt: z.string().nullable().describe('What is doubtful about the seat'),
    population: z.int().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    identifier: z.string().describe('Its part of dossier codes'),
    basis: z.string(),
    assumed: z.boolean(),
    today: z.array(named).describe('Who holds its territory after every reform since; empty while it exists'),
  })
  .meta({ id: 'Unit' })

const detail = unit
  .extend({
    successors: z.array(related),
    predecessors: z.array(related),
    offices: z.array(
      named.extend({
        roles: z.array(z.string()),
        fields: z.array(z.string()).nullable().describe('Null: every field of the unit'),
        fieldsBasis: z.string().nullable(),
        fieldsAssumed: z.boolean(),
        basis: z.string(),
        assumed: z.boolean(),
      }),
    ),
    sites: z.array(
      z.object({
        id: z.string(),
        address: z.string(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        openingHours: z.string(),
        uses: z.array(z.enum(siteUses)),
        basis: z.string(),
        assumed: z.boolean(),
      }),
    ),
    seals: z.array(
      z.object({
        id: z.string(),
        holder: z.string().describe('The office or post that keeps it'),
        from: instant.nullable(),
        until: instant.nullable(),
        inForce: z.boolean().describe('At the instant; the unit signs with no other'),
        basis: z.string(),
        assumed: z.boolean(),
      }),
    ),
    delegations: z
      .array(
        z.object({
          procedureCode: z.string(),
          power: z.enum(powers),
          tier: z.enum(tiers),
          by: named.describe('Who holds it in all other areas'),
          to: named,
          areas: z.int().describe('How many areas it holds it in'),
          from: instant.nullable(),
          until: instant.nullable().describe('The first instant at which it holds no more'),
          basis: z.string().describe('The decision'),
          assumed: z.boolean(),
        }),
      )
      .describe(
        'Powers of single procedures that it has delegated, or that were delegated to it, at the instant',
      ),
  })
  .meta({ id: 'UnitDetail' })

const unitPage = z.object({
  items: z.array(unit),
  next: z.string().nullable().describe('Null on the last page'),
})

const byName = cursors(z.object({ folded: z.string().max(200), id: z.string().max(100) }))

export const unitRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units',
      {
        onRequest: allow(deps.verify, ...callerRoles),
        schema: {
          tags: ['units'],
          summary: 'Present and former units by name, code, epoch or tier; a former one with its successors',
          security: bearer,
          querystring: query,
          response: {
            200: unitPage,
            ...problems(),
          },
        },
      },
      (request) => listUnits(deps, request.query),
    )

    app.get(
      '/units/:id',
      {
        onRequest: allow(deps.verify, ...callerRoles),
        schema: {
          tags: ['units'],
          summary: 'A unit: seat, validity, predecessors, successors, offices, sites, seals and delegations',
          security: bearer,
          params: z.object({ id: unitId }),
          querystring: z.strictObject({ asOf: instant.optional().describe('Now where left out'), knownAt }),
          response: { 200: detail, ...problems('notFound') },
        },
      },
      (request) => showUnit(deps, { id: request.params.id, ...request.query }),
    )
  }

/** @throws {DomainError} `invalidInput` of `after` or `knownAt` */
export async function listUnits(
  deps: RouteDeps,
  { asOf, knownAt, after, ...filter }: z.infer<typeof query>,
): Promise<z.infer<typeof unitPage>> {
  const validAtMs = asOf === undefined ? undefined : Date.parse(asOf)
  const { items, next } = await findUnits(deps.database.sql, {
    ...filter,
    validAtMs,
    after: after === undefined ? undefined : byName.read(after),
    asOfMs: validAtMs ?? deps.now(),
    known: await changeAt(deps.database, knownAt),
  })
  return { items: items.map(presented), next: next === null ? null : byName.write(next) }
}

/** Its offices and relations as of an instant, now where left out. @throws {DomainError} `notFound`; `invalidInput` of `knownAt` */
export async function showUnit(
  { database, now }: RouteDeps,
  { id, asOf, knownAt }: { id: string; asOf?: string; knownAt?: string },
): Promise<z.infer<typeof detail>> {
  const known = await changeAt(database, knownAt)
  const found = await readUnit(database.sql, id, asOf === undefined ? now() : Date.parse(asOf), known)
  if (found === null) throw new DomainError('notFound')
  const { successors, predecessors, offices, sites, seals, delegations } = found
  return {
    ...presented(found),
    successors: [...successors],
    predecessors: [...predecessors],
    offices: offices.map(({ roles, fields, ...office }) => ({
      ...office,
      roles: [...roles],
      fields: fields === null ? null : [...fields],
    })),
    sites: sites.map(({ uses, ...site }) => ({ ...site, uses: [...uses] })),
    seals: seals.map(({ from, until, ...seal }) => ({
      ...seal,
      from: isoOrNull(from),
      until: isoOrNull(until),
    })),
    delegations: delegations.map(({ from, until, ...delegation }) => ({
      ...delegation,
      from: isoOrNull(from),
      until: isoOrNull(until),
    })),
  }
}

function presented({ from, until, today, ...summary }: UnitSummary): z.infer<typeof unit> {
  return { ...summary, from: isoOrNull(from), until: isoOrNull(until), today: [...today] }
}
