import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { areaOf } from '../../db/territory/responsibility/area-of-place.ts'
import { explainResponsible } from '../../db/territory/responsibility/jurisdiction.ts'
import { callerRoles, powers, type Tier, tiers } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { explainJurisdiction } from '../../domain/territory/explain-jurisdiction.ts'
import { evidenceNames, placeKinds } from '../../domain/territory/place.ts'
import { ruleScopes } from '../../domain/territory/unit.ts'
import { dateInShort } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { loadPlacer } from '../../placement/load-placer.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { allow } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import {
  areaId,
  bearer,
  instant,
  isoOf,
  isoOrNull,
  knownAt,
  line,
  pointAsked,
  problems,
  wholePoint,
} from '../server/schemas.ts'
import { changeAt } from './known-at.ts'

const ward = z.string().regex(/^[0-9]{5}$/)

const query = z
  .strictObject({
    procedure: z.string().min(1).max(20).describe('National code, e.g. 1.000894'),
    power: z.enum(powers),
    tier: z
      .enum(tiers)
      .optional()
      .describe('The tiers that the procedure names for the power where left out'),
    place: z.enum(placeKinds).optional().describe('The kind of place; that of the procedure where left out'),
    area: areaId.optional(),
    oldWard: ward.optional().describe('Code of the commune until 30 June 2025'),
    newWard: ward.optional().describe('Code of the commune since 1 July 2025'),
    neighbourhood: line(100).optional(),
    ...pointAsked,
    asOf: instant.optional().describe('Now where left out'),
    knownAt,
  })
  .refine(wholePoint, { path: ['lat'], error: 'must come with lon, and lon with it' })

const answer = z
  .object({
    procedure: z.string(),
    power: z.enum(powers),
    asOf: instant,
    area: z.string(),
    evidence: z.string().describe('How the area was found'),
    answers: z.array(
      z.object({
        tier: z.enum(tiers),
        unit: z.object({ id: z.string(), name: z.string(), tier: z.string() }).nullable(),
        custodian: z
          .boolean()
          .describe('It keeps unplaced dossiers: it may place, inform and receive, not decide on substance'),
        keptBy: z
          .enum(ruleScopes)
          .nullable()
          .describe('The scope of the custodian; null for the general custodian, and where there is none'),
        mayBeIn: z.array(z.string()).describe('The communes in which it may lie'),
        basis: z.array(z.string()),
        assumed: z.boolean(),
        from: instant.nullable(),
        until: instant.nullable().describe('Null where no end is known'),
        words: z.string().describe('Vietnamese'),
      }),
    ),
  })
  .meta({ id: 'Jurisdiction' })

type JurisdictionQuery = z.infer<typeof query>

export const jurisdictionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/jurisdiction',
      {
        onRequest: allow(deps.verify, ...callerRoles),
        schema: {
          tags: ['units'],
          summary: 'Who is competent for a procedure at a place, why, and until when',
          security: bearer,
          querystring: query,
          response: { 200: answer, ...problems('unknownProcedure', 'unknownArea') },
        },
      },
      (request) => showJurisdiction(deps, request.query),
    )
  }

/** @throws {DomainError} `unknownProcedure`; `unknownArea` where nothing of the place is known; `invalidInput` of `knownAt` */
export async function showJurisdiction(
  deps: RouteDeps,
  requested: JurisdictionQuery,
): Promise<z.infer<typeof answer>> {
  const asOfMs = requested.asOf === undefined ? deps.now() : Date.parse(requested.asOf)
  const { procedure: code, power } = requested
  const editions = deps.registry.byCode(code)
  const procedure = deps.registry.inForce(code, localDate(asOfMs)) ?? editions.at(-1)
  if (procedure === undefined) throw new DomainError('unknownProcedure')
  const known = await changeAt(deps.database, requested.knownAt)
  const place = await placeOf(deps, requested, procedure, { asOfMs, known })
  const wanted = requested.tier === undefined ? tiersOf(deps, procedure, power) : [requested.tier]
  const answers = await Promise.all(
    wanted.map((tier) => jurisdictionAt(deps, { procedure, power, tier, areaId: place.area, asOfMs, known })),
  )
  return { procedure: code, power, asOf: isoOf(asOfMs), ...place, answers }
}

async function placeOf(
  { database }: RouteDeps,
  requested: JurisdictionQuery,
  procedure: Procedure,
  { asOfMs, known }: { asOfMs: number; known: number | null },
): Promise<{ area: string; evidence: string }> {
  const placer = await loadPlacer()
  const found = placer.find(requested, requested.place ?? procedure.connecting)
  if (found === null) throw new DomainError('unknownArea')
  const area = await areaOf(database.sql, { ...found, areaId: found.area }, asOfMs, known)
  return { area, evidence: evidenceNames[found.evidence] }
}

/** The tiers at whose desks a procedure has a power used; the commune's where it has none. */
function tiersOf({ registry }: RouteDeps, procedure: Procedure, power: string): readonly Tier[] {
  const desks = Object.values(registry.compiled(procedure).plan.steps).flatMap((step) => step.desks)
  const named = new Set(desks.filter((desk) => desk.power === power).map(({ tier }) => tier))
  return named.size === 0 ? ['commune'] : [...named]
}

async function jurisdictionAt(
  { database }: RouteDeps,
  about: {
    procedure: Procedure
    power: JurisdictionQuery['power']
    tier: Tier
    areaId: string
    asOfMs: number
    known: number | null
  },
): Promise<z.infer<typeof answer>['answers'][number]> {
  const { procedure, power, tier, areaId, asOfMs, known } = about
  const { code: procedureCode, field, name } = procedure
  const held = await explainResponsible(
    database.sql,
    { areaId, procedureCode, field, power, tier },
    asOfMs,
    known,
  )
  if (held === null) {
    const words = 'Dữ liệu không ghi đơn vị nào có thẩm quyền: đây là một lỗ hổng, cần báo người quản trị.'
    return {
      tier,
      unit: null,
      custodian: false,
      keptBy: null,
      mayBeIn: [],
      basis: [],
      assumed: false,
      from: null,
      until: null,
      words,
    }
  }
  const { unitId, unitName, unitTier, custodian, keptBy, parts, assumed, from, until } = held
  const bases = [held.areaBasis, held.competenceBasis].filter((basis) => basis !== null)
  const day = until === null ? null : dateInShort(localDate(until))
  return {
    ...{
      tier,
      unit: { id: unitId, name: unitName, tier: unitTier },
      custodian,
      keptBy,
      mayBeIn: [...parts],
      basis: bases,
      assumed,
    },
    ...{ from: isoOrNull(from), until: isoOrNull(until) },
    words: explainJurisdiction({
      power,
      procedure: name,
      unitName,
      custodian,
      keeps: keptBy && { field: `lĩnh vực ${field}`, procedure: 'thủ tục này' }[keptBy],
      parts,
      bases,
      assumed,
      until: day,
    }),
  }
}
