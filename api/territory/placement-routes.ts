import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findDossier } from '../../db/dossier/dossier-head.ts'
import {
  placeDossier,
  placementQueue,
  type UnplacedDossier,
} from '../../db/territory/responsibility/placement.ts'
import { supervises, worksIn } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import { explainSuggestion, suggestionReasons } from '../../domain/territory/explain-placing.ts'
import { cellId, oldCodeOfUnplaced } from '../../domain/territory/territory-ids.ts'
import { loadPlacer } from '../../placement/load-placer.ts'
import type { Placer } from '../../placement/placer.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { refuseEndedUnit } from '../access/ended-unit.ts'
import { bodyHash } from '../server/body-hash.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import {
  areaId,
  bearer,
  dossierParams,
  idempotencyHeaders,
  instant,
  isoOf,
  line,
  problems,
  unitId,
} from '../server/schemas.ts'

const query = z.strictObject({
  unit: unitId.describe('The custodian, or the unit that assigns unclear cases'),
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(50).default(50),
})

const part = z.object({ area: z.string(), unit: z.string().nullable(), name: z.string().nullable() })

const unplaced = z
  .object({
    dossier: z.uuid(),
    code: z.string(),
    procedure: z.string(),
    field: z.string(),
    filedAt: instant,
    area: z.string().describe('Its area until it is placed'),
    custodian: z.string(),
    assigner: z
      .string()
      .nullable()
      .describe('Who assigns it by the law of its field, where the custodian cannot decide'),
    place: z.string().nullable().describe('The kind of place that decides'),
    address: z.string().nullable().describe('For officers alone'),
    neighbourhood: z.string().nullable(),
    parts: z.array(part).describe('The areas it may be placed in, each with its commune'),
    suggestion: part
      .extend({ why: z.enum(suggestionReasons), because: z.string() })
      .nullable()
      .describe('To preselect; the officer decides'),
  })
  .meta({ id: 'UnplacedDossier' })

const unplacedPage = z.object({
  items: z.array(unplaced),
  next: z.string().nullable().describe('Null on the last page'),
})

const placing = z.strictObject({
  area: areaId.describe('One of the parts'),
  basis: line(500).describe('The evidence, such as a land register or a confirmation of residence'),
})

const placed = z
  .object({ dossier: z.uuid(), from: z.string(), area: z.string(), unit: z.string(), decidedAt: instant })
  .meta({ id: 'Placed' })

const byFiling = cursors(z.object({ filedAt: z.number(), dossierId: z.uuid() }))

export const placementRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/placements',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['placements'],
          summary: 'Open dossiers whose area is not decided yet, the oldest first, with a suggestion',
          security: bearer,
          querystring: query,
          response: {
            200: unplacedPage,
            ...problems('forbidden'),
          },
        },
      },
      (request) => listUnplaced(deps, callerOf(request), request.query),
    )

    app.post(
      '/placements/:id',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['placements'],
          summary: 'Decide the area of a dossier that a custodian keeps',
          security: bearer,
          params: dossierParams,
          headers: idempotencyHeaders,
          body: placing,
          response: {
            200: placed,
            ...problems(
              'notFound',
              'dossierClosed',
              'alreadyPlaced',
              'notCompetent',
              'unknownArea',
              'keyReused',
            ),
          },
        },
      },
      (request) =>
        decidePlacement(deps, callerOf(request), {
          id: request.params.id,
          key: request.headers['idempotency-key'],
          body: request.body,
        }),
    )
  }

/** @throws {DomainError} `forbidden` of a unit that the caller may not see */
export async function listUnplaced(
  deps: RouteDeps,
  caller: Caller,
  { unit, after, limit }: z.infer<typeof query>,
): Promise<z.infer<typeof unplacedPage>> {
  const asOfMs = deps.now()
  await requireDesk(deps, caller, unit, asOfMs)
  const [placer, { items, next }] = await Promise.all([
    loadPlacer(),
    placementQueue(deps.database.sql, {
      ...{ unitId: unit, limit, asOfMs },
      after: after === undefined ? undefined : byFiling.read(after),
    }),
  ])
  const personal = caller.role === 'officer'
  return {
    items: items.map((item) => presented(placer, item, personal)),
    next: next === null ? null : byFiling.write(next),
  }
}

/** @throws {DomainError} `notFound`, `dossierClosed`, `alreadyPlaced`, `notCompetent`, `unknownArea`, `keyReused` */
export async function decidePlacement(
  { database, now }: RouteDeps,
  caller: Caller,
  { id, key, body }: { id: string; key: string; body: z.infer<typeof placing> },
): Promise<z.infer<typeof placed>> {
  const { area, basis } = body
  const dossier = await findDossier(database.sql, id)
  if (dossier === null) throw new DomainError('notFound')
  const answer = await placeDossier(database, {
    ...{ caller: caller.id, key, officerId: caller.id },
    bodyHash: bodyHash({ kind: 'place', dossier: dossier.id, body }),
    ...{ dossierId: dossier.id, areaId: area, basis, unitId: caller.unitId, at: now() },
  })
  const { dossierId, fromAreaId, areaId: placedIn, unitId: by, decidedAt } = answer
  return { dossier: dossierId, from: fromAreaId, area: placedIn, unit: by, decidedAt: isoOf(decidedAt) }
}

/** @throws {DomainError} `unitEnded`; `forbidden` for an officer of another unit, and a supervisor who is not over it */
async function requireDesk(deps: RouteDeps, caller: Caller, unit: string, asOfMs: number): Promise<void> {
  const { sql } = deps.database
  const lets =
    caller.role === 'supervisor'
      ? await supervises(sql, { unitId: unit, root: caller.unitId, asOfMs })
      : (caller.unitId === null || caller.unitId === unit) && (await worksIn(sql, caller.id, unit, asOfMs))
  if (lets) return
  await refuseEndedUnit(deps, caller.unitId ?? unit, asOfMs)
  throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
}

function presented(placer: Placer, item: UnplacedDossier, personal: boolean): z.infer<typeof unplaced> {
  const parts = item.parts.map(({ areaId: area, unitId: unit, unitName: name }) => ({ area, unit, name }))
  const oldWard = oldCodeOfUnplaced(item.areaId)
  const suggested = oldWard === null ? null : placer.suggest(oldWard, item.known)
  const suggestedCell = oldWard === null || suggested === null ? null : cellId(oldWard, suggested.newWard)
  const suggestedPart = parts.find(({ area }) => area === suggestedCell)
  return {
    ...{ dossier: item.dossierId, code: item.code, procedure: item.procedureCode, field: item.field },
    ...{
      filedAt: isoOf(item.filedAt),
      area: item.areaId,
      custodian: item.custodianId,
      assigner: item.assignerId,
    },
    ...{ place: item.placeKind, address: personal ? item.address : null },
    neighbourhood: personal ? (item.known.neighbourhood ?? null) : null,
    parts,
    suggestion:
      suggested === null || suggestedPart === undefined
        ? null
        : {
            ...suggestedPart,
            why: suggested.why,
            because: explainSuggestion(suggested.why, suggestedPart.name),
          },
  }
}
